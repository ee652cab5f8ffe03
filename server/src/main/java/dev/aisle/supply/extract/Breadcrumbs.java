package dev.aisle.supply.extract;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.supply.extract.draft.Draft;
import dev.aisle.supply.extract.markup.Thing;
import dev.aisle.supply.extract.page.PageFacts;
import dev.aisle.supply.extract.page.Urls;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/// The way from the home page to a thing, as a category path such as `Hardware > Mice`: from a `BreadcrumbList`, else
/// from the links a reader sees. The home page at its beginning and the thing at its end are left out.
final class Breadcrumbs {

    private static final int LONGEST = 12;
    private static final int LONGEST_NAME = 80;
    private static final int DEEPEST = 6;
    private static final double SEEN = 0.9;

    private record Crumb(String name, Optional<URI> url, int position) {}

    private Breadcrumbs() {}

    static Draft read(PageFacts facts, List<Thing> jsonLd, List<Thing> microdata) {
        for (Evidence evidence : List.of(Evidence.JSON_LD, Evidence.MICRODATA)) {
            for (Thing list : lists(evidence == Evidence.JSON_LD ? jsonLd : microdata, 0)) {
                String path = path(crumbs(list, facts), facts);
                if (!path.isEmpty()) {
                    Draft draft = new Draft(evidence);
                    draft.say(Field.CATEGORY, path);
                    return draft;
                }
            }
        }
        Draft draft = new Draft(Evidence.PAGE_STRUCTURE);
        draft.say(Field.CATEGORY, path(seen(facts), facts), SEEN);
        return draft;
    }

    private static List<Thing> lists(List<Thing> things, int depth) {
        List<Thing> lists = new ArrayList<>();
        for (Thing thing : things) {
            if (thing.is("BreadcrumbList")) {
                lists.add(thing);
            } else if (depth < DEEPEST) {
                for (String property : List.of("breadcrumb", "mainEntity", "mainEntityOfPage")) {
                    lists.addAll(lists(thing.things(property), depth + 1));
                }
            }
        }
        return lists;
    }

    private static List<Crumb> crumbs(Thing list, PageFacts facts) {
        List<Crumb> crumbs = new ArrayList<>();
        for (Thing element : list.things("itemListElement")) {
            Optional<Thing> item = element.things("item").stream().findFirst();
            String name = element.text("name")
                    .or(() -> item.flatMap(it -> it.text("name")))
                    .orElse("");
            Optional<String> url = item.map(
                            it -> it.id().isEmpty() ? it.text("url").orElse("") : it.id())
                    .or(() -> element.text("item"));
            crumbs.add(new Crumb(name, url.flatMap(facts::resolve), position(element, crumbs.size())));
        }
        crumbs.sort(Comparator.comparingInt(Crumb::position));
        return crumbs;
    }

    private static int position(Thing element, int otherwise) {
        try {
            return element.text("position").map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    private static List<Crumb> seen(PageFacts facts) {
        List<Crumb> crumbs = new ArrayList<>();
        Element trail = facts.page()
                .selectFirst("nav[aria-label~=(?i)breadcrumb], ol[class~=(?i)breadcrumb], ul[class~=(?i)breadcrumb],"
                        + " nav[class~=(?i)breadcrumb], div[class~=(?i)breadcrumb], [id~=(?i)breadcrumb]");
        if (trail != null) {
            for (Element anchor : trail.select("a[href]")) {
                crumbs.add(new Crumb(anchor.text(), facts.resolve(anchor.attr("href")), crumbs.size()));
            }
        }
        return crumbs;
    }

    private static String path(List<Crumb> crumbs, PageFacts facts) {
        List<Crumb> kept = new ArrayList<>(crumbs);
        if (!kept.isEmpty() && isHome(kept.getFirst())) {
            kept.removeFirst();
        }
        if (!kept.isEmpty() && isThing(kept.getLast(), facts)) {
            kept.removeLast();
        }
        return kept.stream()
                .map(crumb -> crumb.name().strip())
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME)
                .limit(LONGEST)
                .collect(Collectors.joining(" > "));
    }

    private static boolean isHome(Crumb crumb) {
        return crumb.url().map(Urls::isHome).orElse(false)
                || crumb.name().equalsIgnoreCase("home")
                || crumb.name().isBlank();
    }

    private static boolean isThing(Crumb crumb, PageFacts facts) {
        return crumb.url().map(facts::isHere).orElse(false)
                || facts.heading()
                        .map(heading ->
                                heading.text().equalsIgnoreCase(crumb.name().strip()))
                        .orElse(false);
    }
}
