package dev.aisle.edge.connectpage;

import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.feed.FeedStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A destination that fetches a feed file: the file is begun, its address shown, and that the destination knows it
/// confirmed.
final class DestinationFlow implements Flow {

    private final Platform destination;
    private final Connecting connecting;

    DestinationFlow(Platform destination, Connecting connecting) {
        this.destination = destination;
        this.connecting = connecting;
    }

    @Override
    public Platform platform() {
        return destination;
    }

    @Override
    public Form form(Visit visit) {
        Optional<FeedStatus> feed = connecting.feed(visit.merchant().id(), destination);
        String name = destination.displayName();
        List<Form.Field> fields = new ArrayList<>();
        List<Form.Button> buttons = new ArrayList<>();
        String lead = visit.text("dest.offer", name);
        if (feed.isEmpty()) {
            buttons.add(new Form.Button("begin", visit.text("dest.begin"), true, false));
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
            buttons.add(new Form.Button("end", visit.text("manage.end"), false, true));
        }
        return new Form(destination.slug(), visit.text("dest.title", name), lead, null, fields, buttons);
    }

    @Override
    public Step submit(Visit visit, Map<String, String> fields) {
        switch (fields.getOrDefault("way", "")) {
            case "begin" -> connecting.openFeed(visit.merchant().id(), destination);
            case "confirm" -> {
                connecting.confirmFeed(visit.merchant().id(), destination);
                return new Step.Connected();
            }
            default -> {
                // a look at how the file stands
            }
        }
        return new Step.Show(form(visit));
    }
}
