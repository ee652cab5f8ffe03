package dev.aisle.edge.connectpage;

import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.partner.Branding;
import dev.aisle.partner.connect.ConnectSession;
import java.net.URI;

/// A browser on its way through a session.
///
/// @param home the public address of the session, without a slash at the end
record Visit(ConnectSession session, Merchant merchant, Branding branding, Texts texts, URI home) {

    String text(String key, Object... values) {
        return texts.get(key, values);
    }

    URI at(String path) {
        return URI.create(home + path);
    }
}
