package dev.aisle.supply.extract.page;

import dev.aisle.supply.extract.markup.MicrodataReader;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// The picture a page shows of its thing: by its name, by words it shares with the heading, by a larger one it opens.
public final class MainImage {

    private static final int MOST_IMAGES = 300;
    private static final int SMALL = 80;
    private static final double LEAST = 1.5;
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern PICTURE = Pattern.compile("(?i)\\.(?:jpe?g|png|webp|avif)(?:[?#].*)?$");
    private static final Pattern ORNAMENT =
            Pattern.compile("(?i)logo|icon|sprite|placeholder|spacer|pixel|banner|flag|payment|loading|\\.svg|\\.gif");

    private final PageFacts facts;
    private final PageText page;
    private final Tokens tokens;
    private final Cards cards;

    public MainImage(PageFacts facts, PageText page, Tokens tokens, Cards cards) {
        this.facts = facts;
        this.page = page;
        this.tokens = tokens;
        this.cards = cards;
    }

    public Optional<URI> find() {
        Set<String> heading = new HashSet<>(List.of(
                NOT_WORD.split(page.heading().map(Element::text).orElse("").toLowerCase(Locale.ROOT), -1)));
        heading.remove("");
        Optional<URI> best = Optional.empty();
        double most = LEAST;
        int seen = 0;
        for (Element image : facts.page().select("img")) {
            if (seen++ >= MOST_IMAGES) {
                break;
            }
            Optional<URI> source = large(image);
            double score = source.isPresent() ? score(image, source.get(), heading) : 0;
            if (score > most) {
                best = source;
                most = score;
            }
        }
        return best;
    }

    private double score(Element image, URI source, Set<String> heading) {
        if (ORNAMENT.matcher(source.getRawPath() + ' ' + image.className()).find() || isSmall(image)) {
            return 0;
        }
        Set<String> alt = new HashSet<>(List.of(NOT_WORD.split(image.attr("alt").toLowerCase(Locale.ROOT), -1)));
        alt.retainAll(heading);
        double score = heading.isEmpty() ? 0 : 3.0 * alt.size() / heading.size();
        score += tokens.near(image, 2, ElementNames.PICTURE) ? 2 : 0;
        score += opensPicture(image) ? 2 : 0;
        return score - cards.against(image);
    }

    private static boolean isSmall(Element image) {
        String width = image.attr("width").strip();
        return !width.isEmpty()
                && width.length() < 4
                && width.chars().allMatch(Character::isDigit)
                && Integer.parseInt(width) < SMALL;
    }

    private Optional<URI> large(Element image) {
        Element parent = image.parent();
        if (parent != null && opensPicture(image)) {
            return facts.resolve(parent.attr("href"));
        }
        return facts.resolve(MicrodataReader.source(image));
    }

    private static boolean opensPicture(Element image) {
        Element parent = image.parent();
        return parent != null
                && parent.normalName().equals("a")
                && PICTURE.matcher(parent.attr("href")).find();
    }
}
