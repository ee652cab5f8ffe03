package dev.aisle.edge.connectpage;

import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.feed.FeedStatus;
import dev.aisle.partner.push.Outlet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A destination that fetches a feed file, or is told of products by its own interface. The file is begun,
/// its address shown, and that the destination knows it confirmed; for the interface the merchant enters
/// what lets us in.
final class DestinationFlow implements Flow {

    private final Platform destination;
    private final Connecting connecting;
    private final List<Outlet.Entry> entries;

    DestinationFlow(Platform destination, Connecting connecting) {
        this.destination = destination;
        this.connecting = connecting;
        this.entries = connecting.outletEntries(destination);
    }

    @Override
    public Platform platform() {
        return destination;
    }

    @Override
    public Form form(Visit visit) {
        if (connecting.isTold(visit.merchant().id(), destination)) {
            return toldForm(visit);
        }
        Optional<FeedStatus> feed = connecting.feed(visit.merchant().id(), destination);
        String name = destination.displayName();
        List<Form.Field> fields = new ArrayList<>();
        List<Form.Button> buttons = new ArrayList<>();
        String lead = visit.text("dest.offer", name);
        if (feed.isEmpty()) {
            buttons.add(new Form.Button("begin", visit.text("dest.begin"), true, false));
            offerEntries(visit, buttons);
        } else {
            feed.get()
                    .url()
                    .ifPresent(url -> fields.add(new Form.Field(
                            "feed",
                            visit.text("dest.url"),
                            Form.Field.FIXED,
                            url,
                            visit.text("dest.url.hint", name),
                            false)));
            if (fields.isEmpty()) {
                lead = visit.text("dest.wait");
                buttons.add(new Form.Button("look", visit.text("dest.look"), true, true));
            } else {
                buttons.add(new Form.Button("confirm", visit.text("dest.confirm"), true, true));
            }
            offerEntries(visit, buttons);
            buttons.add(new Form.Button("end", visit.text("manage.end"), false, true));
        }
        return new Form(destination.slug(), visit.text("dest.title", name), lead, null, fields, buttons);
    }

    private void offerEntries(Visit visit, List<Form.Button> buttons) {
        if (!entries.isEmpty()) {
            buttons.add(new Form.Button("enter", visit.text("outlet.enter"), false, true));
        }
    }

    private Form toldForm(Visit visit) {
        String name = destination.displayName();
        return new Form(
                destination.slug(),
                visit.text("dest.title", name),
                visit.text("outlet.told", name),
                null,
                List.of(),
                List.of(
                        new Form.Button("enter", visit.text("manage.again"), true, true),
                        new Form.Button("begin", visit.text("outlet.file"), false, true),
                        new Form.Button("end", visit.text("manage.end"), false, true)));
    }

    /// Secrets are never written into a page, not even to who entered them.
    private Form entryForm(Visit visit, Map<String, String> said) {
        List<Form.Field> fields = new ArrayList<>();
        for (Outlet.Entry entry : entries) {
            String key = destination.slug() + '.' + entry.name();
            fields.add(new Form.Field(
                    entry.name(),
                    visit.text(key),
                    entry.secret() ? "password" : "text",
                    entry.secret() ? "" : said.getOrDefault(entry.name(), entry.fallback()),
                    visit.texts().find(key + ".hint").orElse(""),
                    entry.needed()));
        }
        return new Form(
                destination.slug(),
                visit.text("dest.title", destination.displayName()),
                visit.text(destination.slug() + ".lead"),
                null,
                fields,
                List.of(
                        new Form.Button("push", visit.text("woo.connect"), true, false),
                        new Form.Button("look", visit.text("outlet.file"), false, true)));
    }

    @Override
    public Step submit(Visit visit, Map<String, String> fields) {
        switch (fields.getOrDefault("way", "")) {
            case "begin" -> connecting.openFeed(visit.merchant().id(), destination);
            case "confirm" -> {
                connecting.confirmFeed(visit.merchant().id(), destination);
                return new Step.Connected();
            }
            case "enter" -> {
                return entries.isEmpty() ? new Step.Show(form(visit)) : new Step.Show(entryForm(visit, Map.of()));
            }
            case "push" -> {
                return entries.isEmpty() ? new Step.Show(form(visit)) : entered(visit, fields);
            }
            default -> {
                // a look at how the file stands
            }
        }
        return new Step.Show(form(visit));
    }

    private Step entered(Visit visit, Map<String, String> fields) {
        return switch (connecting.connectOutlet(visit.merchant(), destination, fields)) {
            case Connecting.Outcome.Connected connected -> new Step.Connected();
            case Connecting.Outcome.Refused refused ->
                new Step.Show(entryForm(visit, fields).with(visit.text("problem." + refused.code())));
        };
    }
}
