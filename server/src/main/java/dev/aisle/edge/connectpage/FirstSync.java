package dev.aisle.edge.connectpage;

import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connect.ConnectSession;
import dev.aisle.partner.connect.ConnectSession.Outcome;
import dev.aisle.partner.connect.ConnectSessions;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.Connection.Sync.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The page after the last step: that the platform is connected, and how its first sync goes. It needs no script and
/// never loads itself again: while there is something to wait for it is kept open and grows by a line whenever there
/// is news, which the style sheet shows alone. After a while it ends with a link to look again.
final class FirstSync {

    static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /// What stands between us and the browser may hold a page back until it is whole.
    static final int MOST_LOOKS = 24;

    private final ConnectSessions sessions;
    private final Function<MerchantId, List<Connection>> connections;
    private final Pages pages;

    FirstSync(ConnectSessions sessions, Function<MerchantId, List<Connection>> connections, Pages pages) {
        this.sessions = sessions;
        this.connections = connections;
        this.pages = pages;
    }

    /// News of a sync, or of the platform's answer that it waits for.
    ///
    /// @param last whether there will be no more
    /// @param rows whether there are rows of a file that could not be read
    private record News(String text, boolean connected, boolean last, boolean rows) {
        News(String text, boolean connected, boolean last) {
            this(text, connected, last, false);
        }
    }

    Reply page(Place place, Platform platform) {
        boolean connected = isConnected(place.session());
        Screen screen = place.screen();
        String title = connected
                ? screen.text("done.connected", platform.displayName())
                : screen.text("done.waiting", platform.displayName());
        Pages.Halves html = pages.done(screen, title, connected);
        return new Reply.Growing(
                ConnectPage.formTargets(place), html.before(), html.after(), new Watch(place, platform, connected));
    }

    private static boolean isConnected(ConnectSession session) {
        return session.ending().filter(it -> it.outcome() == Outcome.SUCCESS).isPresent();
    }

    private News news(Place place, Platform platform, boolean wasConnected) {
        Screen screen = place.screen();
        if (!wasConnected) {
            Optional<ConnectSession> now = sessions.findById(place.session().id());
            return now.filter(it -> it.ending().isPresent()).isPresent()
                    ? new News(screen.text("done.connected", platform.displayName()), true, true)
                    : new News(screen.text("done.waiting.lead"), false, false);
        }
        Merchant merchant = place.visit().merchant();
        Connection connection = connections.apply(merchant.id()).stream()
                .filter(it -> it.platform() == platform)
                .findFirst()
                .orElseThrow();
        Connection.Sync sync = connection.sync();
        if (platform.direction() == Platform.Direction.DESTINATION
                && connection.feedUrl().isPresent()) {
            return new News(screen.text("done.sent", sync.itemsSynced()), true, true);
        }
        if (connection.failure().isPresent()) {
            return new News(
                    place.visit()
                            .texts()
                            .find("problem." + connection.failure().get().code())
                            .orElseGet(() -> screen.text("problem.platform_error")),
                    true,
                    true);
        }
        boolean goesOn = sync.state()
                .filter(it -> it == State.PENDING || it == State.SYNCING)
                .isPresent();
        if (!goesOn) {
            String all = platform.direction() == Platform.Direction.DESTINATION ? "done.told" : "done.all";
            return new News(
                    screen.text(all, sync.itemsSynced()),
                    true,
                    true,
                    sync.message().isPresent());
        }
        return new News(
                sync.itemsSynced() == 0 ? screen.text("done.first") : screen.text("done.some", sync.itemsSynced()),
                true,
                false);
    }

    /// What a page that is kept open grows by.
    final class Watch {

        private final Place place;
        private final Platform platform;
        private final boolean wasConnected;
        private Optional<News> told = Optional.empty();
        private int looks;

        private Watch(Place place, Platform platform, boolean wasConnected) {
            this.place = place;
            this.platform = platform;
            this.wasConnected = wasConnected;
        }

        /// The next lines, as HTML; nothing at the end. Waits between two looks.
        Optional<String> next() throws InterruptedException {
            while (told.filter(News::last).isEmpty()) {
                if (looks == MOST_LOOKS) {
                    told = Optional.of(new News("", wasConnected, true));
                    return Optional.of(
                            pages.news(place.screen(), told.get().text(), "dest.look", place.action("/done")));
                }
                if (looks++ > 0) {
                    Thread.sleep(BETWEEN_LOOKS);
                }
                News now = news(place, platform, wasConnected);
                if (!told.equals(Optional.of(now))) {
                    told = Optional.of(now);
                    return Optional.of(line(now));
                }
            }
            return Optional.empty();
        }

        private String line(News now) {
            if (now.rows() && platform == Platform.PRODUCT_FEED) {
                return pages.news(place.screen(), now.text(), "rows.title", place.action("/rows"));
            }
            return now.last() && !wasConnected
                    ? pages.news(place.screen(), now.text(), "continue", place.action("/done"))
                    : pages.news(place.screen(), now.text(), "", "");
        }
    }
}
