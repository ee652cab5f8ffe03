package dev.aisle.edge.connectpage;

import dev.aisle.partner.connect.ConnectSession;

/// Where a browser stands in a session.
///
/// @param isOwner whether it is the browser that started the session
record Place(BrowserCall call, ConnectSession session, Visit visit, Screen screen, boolean isOwner) {

    /// An address below the session's that keeps the chosen language.
    String action(String path) {
        return screen.action(path);
    }

    /// The same with a query.
    String with(String path, String query) {
        String action = action(path);
        return action + (action.indexOf('?') < 0 ? "?" : "&") + query;
    }
}
