package dev.aisle.edge.connectpage;

import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connection.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The page to pick a platform on: every connectable one with its state, those that this server cannot connect too.
final class PickerPage {

    private final Pages pages;
    private final Function<MerchantId, List<Connection>> connections;
    private final Set<Platform> available;

    PickerPage(Pages pages, Function<MerchantId, List<Connection>> connections, Set<Platform> available) {
        this.pages = pages;
        this.connections = connections;
        this.available = Set.copyOf(available);
    }

    String html(Place place) {
        String query = place.call().query().getOrDefault("q", "").strip();
        Map<Platform, Connection> states = connections.apply(place.session().merchant()).stream()
                .collect(Collectors.toMap(Connection::platform, Function.identity()));
        List<Picker.Group> groups = new ArrayList<>();
        for (Platform.Direction direction : Platform.Direction.values()) {
            List<Picker.Choice> choices = Platform.all(direction).stream()
                    .filter(Platform::connectable)
                    .map(platform -> choice(place.screen(), platform, Optional.ofNullable(states.get(platform))))
                    .filter(choice -> matches(choice, query))
                    .toList();
            if (!choices.isEmpty()) {
                groups.add(new Picker.Group(place.screen().text(heading(direction)), choices));
            }
        }
        return pages.picker(
                place.screen(),
                new Picker(
                        place.visit().merchant().displayName(),
                        query,
                        place.session().isStarted(),
                        groups));
    }

    private static String heading(Platform.Direction direction) {
        return switch (direction) {
            case SOURCE -> "picker.sources";
            case DESTINATION -> "picker.destinations";
        };
    }

    private static boolean matches(Picker.Choice choice, String query) {
        String words = (choice.name() + " " + choice.slug() + " " + choice.blurb()).toLowerCase(Locale.ROOT);
        return words.contains(query.toLowerCase(Locale.ROOT));
    }

    private Picker.Choice choice(Screen screen, Platform platform, Optional<Connection> connection) {
        boolean isAvailable = available.contains(platform);
        String state = connection
                .map(it -> it.status().name().toLowerCase(Locale.ROOT))
                .orElse("not_connected");
        return new Picker.Choice(
                platform.slug(),
                platform.displayName(),
                screen.text("blurb." + platform.slug()),
                screen.text(isAvailable ? "state." + state : "state.unavailable"),
                isAvailable);
    }
}
