package dev.aisle.edge.connectpage;

import dev.aisle.base.ids.SecretToken;
import dev.aisle.edge.connectpage.Flow.Step;
import dev.aisle.edge.wire.Surface;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.Branding;
import dev.aisle.market.partner.Brandings;
import dev.aisle.market.partner.Partners;
import dev.aisle.market.partner.RedirectUri;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.connect.ConnectSession;
import dev.aisle.partner.connect.ConnectSession.Ending;
import dev.aisle.partner.connect.ConnectSessions;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.source.shopify.ShopifyApp;
import dev.aisle.partner.source.woocommerce.WooCommerceDoor;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pages below `/connect/`. Whoever holds a token may look as often as they like; the first POST binds the
/// session to
/// its browser by a cookie, and from then on only that browser goes on.
public final class ConnectPage implements Surface {

    /// What the page stands on.
    public record Tables(ConnectSessions sessions, Partners partners, Brandings brandings, Merchants merchants) {}

    private static final Logger LOG = LoggerFactory.getLogger(ConnectPage.class);

    private static final int LOOK_AGAIN_SECONDS = 2;
    private static final int CACHED_SECONDS = 86_400;

    private final Tables tables;
    private final Connecting connecting;
    private final Function<MerchantId, List<Connection>> connections;
    private final Map<Platform, Flow> flows;
    private final URI base;
    private final String mount;
    private final InstantSource time;
    private final ReplyWriter writer;
    private final PickerPage pickerPage;
    private final Pages pages = new Pages();
    private final Assets assets = new Assets();

    /// The public bases of the page and of what platforms call, without a slash at the end, and the development
    /// allowlist.
    public record Addresses(String connectBase, String hooksBase, List<String> allowedHosts) {}

    /// Where browsers are sent to agree; Shopify's is absent where this installation has no app there.
    public record Doors(WooCommerceDoor wooCommerce, Optional<ShopifyApp> shopify) {}

    /// @param connections every platform's row for a merchant
    public ConnectPage(
            Tables tables,
            Connecting connecting,
            Function<MerchantId, List<Connection>> connections,
            Doors doors,
            Addresses addresses,
            InstantSource time) {
        this.tables = tables;
        this.connecting = connecting;
        this.connections = connections;
        this.base = URI.create(addresses.connectBase() + "/connect");
        List<Flow> all = new ArrayList<>(List.of(
                new WooCommerceFlow(
                        doors.wooCommerce(),
                        tables.sessions(),
                        connecting,
                        addresses.allowedHosts(),
                        addresses.hooksBase()),
                new FeedFlow(connecting)));
        doors.shopify()
                .ifPresent(app ->
                        all.add(new ShopifyFlow(app, tables.sessions(), connecting, addresses.allowedHosts(), base)));
        Platform.all(Platform.Direction.DESTINATION).forEach(it -> all.add(new DestinationFlow(it, connecting)));
        this.flows = all.stream()
                .filter(it -> connecting.supports(it.platform()))
                .collect(Collectors.toMap(Flow::platform, Function.identity()));
        this.mount = Optional.ofNullable(base.getRawPath()).orElse("/connect");
        this.time = time;
        this.writer = new ReplyWriter(mount, "https".equals(base.getScheme()));
        this.pickerPage = new PickerPage(pages, connections, this.flows.keySet());
    }

    @Override
    public void mount(HttpRules rules) {
        rules.any(mount + "/*", this::handle);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        BrowserCall call = BrowserCall.of(request, mount);
        Reply reply;
        try {
            reply = switch (call.token()) {
                case "assets" -> asset(call);
                case "oauth" -> onwards(call);
                default -> answer(call);
            };
        } catch (RuntimeException broken) {
            LOG.error(
                    "connect page failed path={}",
                    call.rest().isEmpty() ? "first" : call.path().getLast(),
                    broken);
            reply = notice(unbranded(call), 500, "refused", Optional.empty());
        }
        writer.write(reply, call, response);
    }

    private Reply answer(BrowserCall call) {
        Optional<ConnectSession> known = tables.sessions().find(call.token());
        Optional<Merchant> merchant = known.flatMap(it -> tables.merchants().find(it.merchant()));
        if (known.isEmpty() || merchant.isEmpty()) {
            return notice(unbranded(call), 404, "unknown", Optional.empty());
        }
        Place place = place(call, known.get(), merchant.get());
        if (call.isPost()) {
            return posted(place);
        }
        if (!call.isLook()) {
            return new Reply.Page(405, "", List.of());
        }
        return call.rest().isEmpty() ? landing(place) : within(place);
    }

    private Reply landing(Place place) {
        Optional<Reply> late = late(place);
        if (late.isPresent()) {
            return late.get();
        }
        Optional<Platform> asked = place.session().asked();
        if (place.session().isStarted() && !place.isOwner()) {
            return foreign(place);
        }
        return page(200, asked.map(it -> start(place, it)).orElseGet(() -> pickerPage.html(place)), place);
    }

    /// Too late to go on: the link was used, or has expired.
    private Optional<Reply> late(Place place) {
        Optional<Ending> ending = place.session().ending();
        if (ending.isPresent()) {
            return Optional.of(notice(place.screen(), 410, "used", back(place.session(), ending.get())));
        }
        if (place.session().isExpired(time.instant())) {
            return Optional.of(notice(place.screen(), 410, "expired", back(place.session(), Ending.EXPIRED)));
        }
        return Optional.empty();
    }

    private Reply foreign(Place place) {
        return notice(place.screen(), 409, "foreign", Optional.empty());
    }

    private String start(Place place, Platform platform) {
        return pages.start(
                place.screen(),
                platform.displayName(),
                platform.slug(),
                place.visit().merchant().displayName(),
                flows.containsKey(platform));
    }

    /// Pages of a session that was started: for its browser only.
    private Reply within(Place place) {
        if (!place.session().isStarted()) {
            return new Reply.Redirect(place.action(""), Optional.empty());
        }
        if (!place.isOwner()) {
            return foreign(place);
        }
        return switch (place.call().rest()) {
            case "done" -> done(place);
            case "finish" -> finish(place);
            case "return" ->
                late(place).filter(it -> place.session().ending().isEmpty()).orElseGet(() -> returned(place));
            default -> late(place).orElseGet(() -> step(place));
        };
    }

    private Reply step(Place place) {
        Optional<Flow> flow = flow(place);
        if (flow.isEmpty()) {
            return new Reply.Redirect(place.action(""), Optional.empty());
        }
        Platform platform = flow.get().platform();
        boolean again = place.call().query().containsKey("again");
        Form form = isConnected(place, platform) && !again
                ? manage(place, platform)
                : flow.get().form(place.visit());
        Optional<String> problem = Optional.ofNullable(place.call().query().get("problem"))
                .flatMap(it -> place.visit().texts().find("problem." + it));
        return page(200, pages.form(place.screen(), problem.map(form::with).orElse(form)), place);
    }

    private boolean isConnected(Place place, Platform platform) {
        return connections.apply(place.session().merchant()).stream()
                .anyMatch(it -> it.platform() == platform
                        && platform.direction() == Platform.Direction.SOURCE
                        && (it.status() == Connection.Status.ACTIVE || it.status() == Connection.Status.ERROR));
    }

    private static Form manage(Place place, Platform platform) {
        return new Form(
                platform.slug(),
                place.screen().text("manage.title", platform.displayName()),
                place.screen().text("manage.lead"),
                null,
                List.of(),
                List.of(
                        new Form.Button("again", place.screen().text("manage.again"), true, true),
                        new Form.Button("end", place.screen().text("manage.end"), false, true)));
    }

    private Optional<Flow> flow(Place place) {
        return Platform.ofSlug(place.call().rest())
                .filter(it -> place.session().asked().map(it::equals).orElse(true))
                .map(flows::get);
    }

    private Reply returned(Place place) {
        if (place.session().ending().isPresent()) {
            return new Reply.Redirect(place.action("/done"), Optional.empty());
        }
        Optional<Flow> flow = place.session().platform().map(flows::get);
        return flow.map(it -> next(
                        place,
                        it.platform(),
                        it.returned(place.visit(), place.call().query())))
                .orElseGet(() -> new Reply.Redirect(place.action(""), Optional.empty()));
    }

    private Reply posted(Place place) {
        BrowserCall call = place.call();
        if (call.fromElsewhere() || !isOurs(call.fields().getOrDefault("csrf", ""), place)) {
            return notice(place.screen(), 403, "refused", Optional.empty());
        }
        if (place.session().ending().isPresent() && place.isOwner()) {
            return new Reply.Redirect(place.action("/done"), Optional.empty()); // a button pressed twice
        }
        Optional<Reply> late = late(place);
        if (late.isPresent()) {
            return late.get();
        }
        String cookie = call.cookie().orElseGet(SecretToken::make);
        if (!tables.sessions().start(place.session().id(), cookie)) {
            return foreign(place);
        }
        return switch (call.rest()) {
            case "" -> chosen(place, cookie);
            case "cancel" -> cancelled(place);
            default -> submitted(place, cookie);
        };
    }

    private Reply chosen(Place place, String cookie) {
        Optional<Platform> platform = Optional.ofNullable(place.call().fields().get("platform"))
                .flatMap(Platform::ofSlug)
                .filter(flows::containsKey)
                .filter(it -> place.session().asked().map(it::equals).orElse(true));
        if (platform.isEmpty()) {
            return new Reply.Redirect(place.action(""), Optional.of(cookie));
        }
        tables.sessions().choose(place.session().id(), platform.get());
        connecting.begin(place.session().merchant(), platform.get());
        connecting.giveUpLater(place.session().id());
        return new Reply.Redirect(place.action("/" + platform.get().slug()), Optional.of(cookie));
    }

    private Reply cancelled(Place place) {
        tables.sessions().finish(place.session().id(), Ending.CANCELLED);
        place.session()
                .platform()
                .ifPresent(it -> connecting.giveUp(place.session().merchant(), it));
        return leave(place, Ending.CANCELLED);
    }

    private Reply submitted(Place place, String cookie) {
        Optional<Flow> flow = flow(place);
        if (flow.isEmpty()) {
            return new Reply.Redirect(place.action(""), Optional.of(cookie));
        }
        Platform platform = flow.get().platform();
        return switch (place.call().fields().getOrDefault("way", "")) {
            case "again" -> new Reply.Redirect(place.with("/" + platform.slug(), "again=1"), Optional.of(cookie));
            case "end" -> {
                connecting.disconnect(place.visit().merchant(), platform);
                tables.sessions().finish(place.session().id(), Ending.CANCELLED);
                yield notice(place.screen(), 200, "ended", back(place.session(), Ending.CANCELLED));
            }
            default ->
                next(
                        place,
                        platform,
                        flow.get().submit(place.visit(), place.call().fields()));
        };
    }

    private Reply next(Place place, Platform platform, Step step) {
        return switch (step) {
            case Step.Show show -> page(200, pages.form(place.screen(), show.form()), place);
            case Step.Leave away -> new Reply.Redirect(away.to(), Optional.empty());
            case Step.Again again ->
                new Reply.Redirect(place.with("/" + platform.slug(), "problem=" + again.problem()), Optional.empty());
            case Step.Wait wait -> new Reply.Redirect(place.action("/done"), Optional.empty());
            case Step.Connected connected -> {
                tables.sessions().choose(place.session().id(), platform);
                tables.sessions().finish(place.session().id(), Ending.SUCCESS);
                yield new Reply.Redirect(place.action("/done"), Optional.empty());
            }
        };
    }

    /// How the first sync goes; it shows itself again until that is done.
    private Reply done(Place place) {
        Optional<Platform> platform = place.session().platform();
        boolean connected = place.session()
                .ending()
                .filter(it -> it.outcome() == ConnectSession.Outcome.SUCCESS)
                .isPresent();
        if (platform.isEmpty() || (place.session().ending().isPresent() && !connected)) {
            return late(place).orElseGet(() -> new Reply.Redirect(place.action(""), Optional.empty()));
        }
        Screen screen = place.screen();
        if (!connected) {
            Screen waiting = screen.refreshing(LOOK_AGAIN_SECONDS);
            return page(
                    200,
                    pages.done(
                            waiting,
                            platform.get().displayName(),
                            screen.text("done.waiting"),
                            screen.text("done.waiting.lead"),
                            false),
                    place);
        }
        Connection.Sync sync = connections.apply(place.session().merchant()).stream()
                .filter(it -> it.platform() == platform.get())
                .findFirst()
                .map(Connection::sync)
                .orElse(Connection.Sync.NONE);
        boolean goesOn = sync.state()
                .filter(it -> it == Connection.Sync.State.PENDING || it == Connection.Sync.State.SYNCING)
                .isPresent();
        String progress = goesOn
                ? sync.itemsSynced() == 0 ? screen.text("done.first") : screen.text("done.some", sync.itemsSynced())
                : sync.message().orElseGet(() -> screen.text("done.all", sync.itemsSynced()));
        return page(
                200,
                pages.done(
                        goesOn ? screen.refreshing(LOOK_AGAIN_SECONDS) : screen,
                        platform.get().displayName(),
                        screen.text("done.connected", platform.get().displayName()),
                        progress,
                        true),
                place);
    }

    private Reply finish(Place place) {
        return place.session()
                .ending()
                .map(ending -> leave(place, ending))
                .orElseGet(() -> new Reply.Redirect(place.action(""), Optional.empty()));
    }

    /// Back to the partner, if the way is still on its allowlist.
    private Reply leave(Place place, Ending ending) {
        return back(place.session(), ending)
                .<Reply>map(to -> new Reply.Redirect(to, Optional.empty()))
                .orElseGet(() -> notice(place.screen(), 200, "closed", Optional.empty()));
    }

    private Optional<URI> back(ConnectSession session, Ending ending) {
        boolean admitted = tables.partners().redirectUris(session.partner()).stream()
                .anyMatch(it -> RedirectUri.admits(it, session.redirectUri()));
        return admitted ? Optional.of(Callback.of(session, ending)) : Optional.empty();
    }

    /// A platform that knows one way back for all says in its state which session it is about.
    private Reply onwards(BrowserCall call) {
        String state = call.query().getOrDefault("state", "");
        int end = state.indexOf(ShopifyFlow.IN_STATE);
        if (!call.isLook() || end < 0 || !SecretToken.hasForm(state.substring(0, end))) {
            return notice(unbranded(call), 404, "unknown", Optional.empty());
        }
        String query = call.query().entrySet().stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
        return new Reply.Redirect(mount + "/" + state.substring(0, end) + "/return?" + query, Optional.empty());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Reply asset(BrowserCall call) {
        String name = call.rest();
        Optional<String> css = call.isLook() ? assets.css(name) : Optional.empty();
        if (css.isPresent()) {
            return new Reply.Asset("text/css; charset=utf-8", css.get(), CACHED_SECONDS);
        }
        return notice(unbranded(call), 404, "unknown", Optional.empty());
    }

    private Place place(BrowserCall call, ConnectSession session, Merchant merchant) {
        Branding branding = tables.brandings().of(session.partner());
        Texts texts = Texts.choose(call.language(), call.acceptLanguage());
        URI home = URI.create(base + "/" + call.token());
        boolean owner = call.cookie()
                .filter(it -> tables.sessions().isOf(session.id(), it))
                .isPresent();
        Visit visit = new Visit(session, merchant, branding, texts, home);
        return new Place(call, session, visit, screen(call, texts, branding, csrf(call)), owner);
    }

    private Screen screen(BrowserCall call, Texts texts, Branding branding, String csrf) {
        String home = mount + "/" + call.token();
        String here = call.isLook() ? mount + "/" + String.join("/", call.path()) : home;
        Optional<String> logo = branding.logo()
                .map(it -> "data:" + it.type() + ";base64,"
                        + java.util.Base64.getEncoder().encodeToString(it.bytes()));
        return new Screen(texts, call.language(), branding, mount + "/assets", home, here, csrf, logo, 0);
    }

    private Screen unbranded(BrowserCall call) {
        Texts texts = Texts.choose(call.language(), call.acceptLanguage());
        return screen(call, texts, new Branding("Aisle", Branding.USUAL, Optional.empty()), "");
    }

    /// Whoever does not know the session's address cannot make it.
    private static String csrf(BrowserCall call) {
        return HexFormat.of().formatHex(SecretToken.hash("form of " + call.token()));
    }

    private static boolean isOurs(String said, Place place) {
        return MessageDigest.isEqual(
                said.getBytes(StandardCharsets.UTF_8), csrf(place.call()).getBytes(StandardCharsets.UTF_8));
    }

    private Reply notice(Screen screen, int status, String what, Optional<URI> back) {
        String lead = what.equals("ended") ? screen.text(what + ".lead", "") : screen.text(what + ".lead");
        return new Reply.Page(
                status,
                pages.notice(
                        screen,
                        screen.text(what + ".title"),
                        lead,
                        back.map(URI::toString).orElse("")),
                List.of());
    }

    private static Reply page(int status, String html, Place place) {
        String domain = place.visit().merchant().domain();
        String scheme = place.visit().merchant().scheme();
        return new Reply.Page(
                status,
                html,
                List.of(
                        Callback.origin(place.session().redirectUri()),
                        scheme + "://" + domain,
                        "https://*.myshopify.com",
                        scheme + "://www." + domain));
    }
}
