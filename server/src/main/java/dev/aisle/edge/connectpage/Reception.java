package dev.aisle.edge.connectpage;

import dev.aisle.base.ids.SecretToken;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.Branding;
import dev.aisle.market.partner.Brandings;
import dev.aisle.market.partner.Partners;
import dev.aisle.market.partner.RedirectUri;
import dev.aisle.partner.connect.ConnectSession;
import dev.aisle.partner.connect.ConnectSession.Ending;
import dev.aisle.partner.connect.ConnectSessions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Tells who came: to which partner's page, in which language, and whether it is the browser that began.
/// Whoever cannot go on gets a notice, with the way back where there is one.
final class Reception {

    private final ConnectSessions sessions;
    private final Partners partners;
    private final Brandings brandings;
    private final Pages pages;
    private final URI base;
    private final String mount;
    private final InstantSource time;

    Reception(ConnectPage.Tables tables, Pages pages, URI base, String mount, InstantSource time) {
        this.sessions = tables.sessions();
        this.partners = tables.partners();
        this.brandings = tables.brandings();
        this.pages = pages;
        this.base = base;
        this.mount = mount;
        this.time = time;
    }

    Place place(BrowserCall call, ConnectSession session, Merchant merchant) {
        Branding branding = brandings.of(session.partner());
        Texts texts = Texts.choose(call.language(), call.acceptLanguage());
        URI home = URI.create(base + "/" + call.token());
        boolean owner =
                call.cookie().filter(it -> sessions.isOf(session.id(), it)).isPresent();
        Visit visit = new Visit(session, merchant, branding, texts, home);
        return new Place(call, session, visit, screen(call, texts, branding, csrf(call)), owner);
    }

    /// Too late to go on: the link was used, or has expired.
    Optional<Reply> late(Place place) {
        Optional<Ending> ending = place.session().ending();
        if (ending.isPresent()) {
            return Optional.of(notice(place, 410, "used", back(place.session(), ending.get())));
        }
        if (place.session().isExpired(time.instant())) {
            return Optional.of(notice(place, 410, "expired", back(place.session(), Ending.EXPIRED)));
        }
        return Optional.empty();
    }

    /// Back to the partner, if the way is still on its allowlist.
    Reply leave(Place place, Ending ending) {
        return back(place.session(), ending)
                .<Reply>map(to -> new Reply.Redirect(to, Optional.empty()))
                .orElseGet(() -> notice(place, 200, "closed", Optional.empty()));
    }

    /// The connection was ended here.
    Reply ended(Place place) {
        Platform platform = place.session().platform().orElseThrow();
        String lead = platform.direction() == Platform.Direction.SOURCE ? "ended.lead" : "ended.sent.lead";
        return notice(
                place.screen(),
                200,
                "ended",
                place.screen().text(lead, platform.displayName()),
                back(place.session(), Ending.CANCELLED));
    }

    /// Whoever leaves here ends nothing: the browser that began goes on.
    Reply foreign(Place place) {
        return notice(place, 409, "foreign", back(place.session(), Ending.CANCELLED));
    }

    Reply refused(Place place) {
        return notice(place, 403, "refused", Optional.empty());
    }

    /// Names nobody: the address leads to no session.
    Reply unknown(BrowserCall call) {
        return unbranded(call, 404, "unknown");
    }

    Reply broken(BrowserCall call) {
        return unbranded(call, 500, "refused");
    }

    /// Whether a form was made here; whoever does not know the session's address cannot make one.
    boolean isOurs(BrowserCall call) {
        return !call.fromElsewhere()
                && MessageDigest.isEqual(
                        call.fields().getOrDefault("csrf", "").getBytes(StandardCharsets.UTF_8),
                        csrf(call).getBytes(StandardCharsets.UTF_8));
    }

    private static String csrf(BrowserCall call) {
        return HexFormat.of().formatHex(SecretToken.hash("form of " + call.token()));
    }

    private Optional<URI> back(ConnectSession session, Ending ending) {
        boolean admitted = partners.redirectUris(session.partner()).stream()
                .anyMatch(it -> RedirectUri.admits(it, session.redirectUri()));
        return admitted ? Optional.of(Callback.of(session, ending)) : Optional.empty();
    }

    private Reply notice(Place place, int status, String what, Optional<URI> back) {
        return notice(place.screen(), status, what, place.screen().text(what + ".lead"), back);
    }

    private Reply notice(Screen screen, int status, String what, String lead, Optional<URI> back) {
        return new Reply.Page(
                status,
                pages.notice(
                        screen,
                        screen.text(what + ".title"),
                        lead,
                        back.map(URI::toString).orElse("")),
                List.of());
    }

    private Reply unbranded(BrowserCall call, int status, String what) {
        Texts texts = Texts.choose(call.language(), call.acceptLanguage());
        Screen screen = screen(call, texts, new Branding("Aisle", Branding.USUAL, Optional.empty()), "");
        return notice(screen, status, what, screen.text(what + ".lead"), Optional.empty());
    }

    private Screen screen(BrowserCall call, Texts texts, Branding branding, String csrf) {
        String home = mount + "/" + call.token();
        String here = call.isLook() ? mount + "/" + String.join("/", call.path()) : home;
        Optional<String> logo = branding.logo()
                .map(it ->
                        "data:" + it.type() + ";base64," + Base64.getEncoder().encodeToString(it.bytes()));
        return new Screen(texts, call.language(), branding, mount + "/assets", home, here, csrf, logo);
    }
}
