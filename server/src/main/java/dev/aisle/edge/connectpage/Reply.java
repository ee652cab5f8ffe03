package dev.aisle.edge.connectpage;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What a browser is answered.
sealed interface Reply {

    /// A page.
    ///
    /// @param formTargets origins that forms may lead to, by way of redirects too
    /// @param scripted whether it uses a script of ours; it must be whole without it
    record Page(int status, String html, List<String> formTargets, boolean scripted) implements Reply {
        Page(int status, String html, List<String> formTargets) {
            this(status, html, formTargets, false);
        }
    }

    /// A page that is sent as far as it is known, and grows.
    record Growing(List<String> formTargets, String before, String after, FirstSync.Watch watch) implements Reply {}

    /// Go on there.
    ///
    /// @param cookie to set for this browser
    record Redirect(URI to, Optional<String> cookie) implements Reply {
        Redirect(String to, Optional<String> cookie) {
            this(URI.create(to), cookie);
        }
    }

    /// A file that may be kept so long.
    record Asset(String type, String text, int seconds) implements Reply {}
}
