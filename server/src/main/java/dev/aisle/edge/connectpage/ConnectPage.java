package dev.aisle.edge.connectpage;

import dev.aisle.base.ids.SecretToken;
import dev.aisle.edge.connectpage.Flow.Step;
import dev.aisle.edge.wire.Arrivals;
import dev.aisle.edge.wire.Surface;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.Brandings;
import dev.aisle.market.partner.Partners;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.connect.ConnectSession;
import dev.aisle.partner.connect.ConnectSession.Ending;
import dev.aisle.partner.connect.ConnectSessions;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.source.akeneo.AkeneoSource;
import dev.aisle.partner.source.file.FeedFileSource;
import dev.aisle.partner.source.file.FeedFolder;
import dev.aisle.partner.source.shopify.ShopifyApp;
import dev.aisle.partner.source.woocommerce.WooCommerceDoor;
import dev.aisle.partner.sync.BadRows;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pages below `/connect/`. Whoever holds a token may look as often as they like; the first POST binds the
/// session to its browser by a cookie, and from then on only that browser goes on.
public final class ConnectPage implements Surface {

    /// What the page stands on.
    public record Tables(ConnectSessions sessions, Partners partners, Brandings brandings, Merchants merchants) {}

    private static final Logger LOG = LoggerFactory.getLogger(ConnectPage.class);

    private static final int CACHED_SECONDS = 86_400;

    private final Tables tables;
    private final Connecting connecting;
    private final Function<MerchantId, List<Connection>> connections;
    private final Map<Platform, Flow> flows;
    private final URI base;
    private final String mount;
    private final ReplyWriter writer;
    private final PickerPage pickerPage;
    private final FirstSync firstSync;
    private final Reception reception;
    private final BadRowsPage badRows;
    private final Pages pages = new Pages();
    private final Assets assets = new Assets();
    private final Arrivals arrivals;

    /// The public bases of the page and of what platforms call, without a slash at the end, and the development
    /// allowlist.
    public record Addresses(String connectBase, String hooksBase, List<String> allowedHosts) {}

    /// Where browsers are sent to agree; Shopify's is absent where this installation has no app there.
    public record Doors(
            WooCommerceDoor wooCommerce, AkeneoSource akeneo, Optional<ShopifyApp> shopify, FeedDoor feed) {}

    /// Where merchants' files come in.
    public record FeedDoor(FeedFileSource source, FeedFolder folder, BadRows badRows) {}

    /// @param connections every platform's row for a merchant
    /// @param arrivals shared by all who read large bodies
    public ConnectPage(
            Tables tables,
            Connecting connecting,
            Function<MerchantId, List<Connection>> connections,
            Doors doors,
            Addresses addresses,
            Arrivals arrivals,
            InstantSource time) {
        this.arrivals = arrivals;
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
                new FeedFlow(doors.feed(), connecting),
                new MagentoFlow(connecting, addresses.hooksBase()),
                new AkeneoFlow(doors.akeneo(), connecting),
                new BigCommerceFlow(connecting, addresses.allowedHosts())));
        doors.shopify()
                .ifPresent(app ->
                        all.add(new ShopifyFlow(app, tables.sessions(), connecting, addresses.allowedHosts(), base)));
        Platform.all(Platform.Direction.DESTINATION).forEach(it -> all.add(new DestinationFlow(it, connecting)));
        this.badRows = new BadRowsPage(doors.feed().badRows(), pages);
        this.flows = all.stream()
                .filter(it -> connecting.supports(it.platform()))
                .collect(Collectors.toMap(Flow::platform, Function.identity()));
        this.mount = Optional.ofNullable(base.getRawPath()).orElse("/connect");
        this.writer = new ReplyWriter(mount, "https".equals(base.getScheme()));
        this.reception = new Reception(tables, pages, base, mount, time);
        this.firstSync = new FirstSync(tables.sessions(), connections, pages);
        this.pickerPage = new PickerPage(pages, connections, this.flows.keySet());
    }

    @Override
    public void mount(HttpRules rules) {
        rules.any(mount + "/*", this::handle);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        try (BrowserCall call = BrowserCall.of(request, mount, arrivals)) {
            if (call.refused().isPresent()) {
                writer.refuse(call.refused().getAsInt(), response);
            } else {
                writer.write(reply(call), call, response);
            }
        }
    }

    private Reply reply(BrowserCall call) {
        try {
            return switch (call.token()) {
                case "assets" -> asset(call);
                case "oauth" -> onwards(call);
                default -> answer(call);
            };
        } catch (RuntimeException broken) {
            LOG.error(
                    "connect page failed path={}",
                    call.rest().isEmpty() ? "first" : call.path().getLast(),
                    broken);
            return reception.broken(call);
        }
    }

    private Reply answer(BrowserCall call) {
        Optional<ConnectSession> known = tables.sessions().find(call.token());
        Optional<Merchant> merchant = known.flatMap(it -> tables.merchants().find(it.merchant()));
        if (known.isEmpty() || merchant.isEmpty()) {
            return reception.unknown(call);
        }
        Place place = reception.place(call, known.get(), merchant.get());
        if (call.isPost()) {
            return posted(place);
        }
        if (!call.isLook()) {
            return new Reply.Page(405, "", List.of());
        }
        return call.rest().isEmpty() ? landing(place) : within(place);
    }

    private Reply landing(Place place) {
        Optional<Reply> late = reception.late(place);
        if (late.isPresent()) {
            return late.get();
        }
        Optional<Platform> asked = place.session().asked();
        if (place.session().isStarted() && !place.isOwner()) {
            return reception.foreign(place);
        }
        return page(200, asked.map(it -> start(place, it)).orElseGet(() -> pickerPage.html(place)), place);
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
            return reception.foreign(place);
        }
        return switch (place.call().rest()) {
            case "done" -> done(place);
            case "finish" -> finish(place);
            case "rows" -> badRows.page(place);
            case "return" ->
                reception
                        .late(place)
                        .filter(it -> place.session().ending().isEmpty())
                        .orElseGet(() -> returned(place));
            default -> reception.late(place).orElseGet(() -> step(place));
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
                ? manage(place, flow.get())
                : flow.get().form(place.visit());
        Optional<String> problem = Optional.ofNullable(place.call().query().get("problem"))
                .flatMap(it -> place.visit().texts().find("problem." + it));
        return form(problem.map(form::with).orElse(form), place);
    }

    private Reply form(Form form, Place place) {
        return new Reply.Page(200, pages.form(place.screen(), form), formTargets(place), form.hasFile());
    }

    private boolean isConnected(Place place, Platform platform) {
        return connections.apply(place.session().merchant()).stream()
                .anyMatch(it -> it.platform() == platform
                        && platform.direction() == Platform.Direction.SOURCE
                        && (it.status() == Connection.Status.ACTIVE || it.status() == Connection.Status.ERROR));
    }

    private static Form manage(Place place, Flow flow) {
        List<Form.Button> buttons = new ArrayList<>(flow.more(place.visit()));
        buttons.add(new Form.Button("again", place.screen().text("manage.again"), buttons.isEmpty(), true));
        buttons.add(new Form.Button("end", place.screen().text("manage.end"), false, true));
        return new Form(
                flow.platform().slug(),
                place.screen().text("manage.title", flow.platform().displayName()),
                place.screen().text("manage.lead"),
                null,
                List.of(),
                buttons);
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
        if (!reception.isOurs(call)) {
            return reception.refused(place);
        }
        if (place.session().ending().isPresent() && place.isOwner()) {
            return new Reply.Redirect(place.action("/done"), Optional.empty()); // a button pressed twice
        }
        Optional<Reply> late = reception.late(place);
        if (late.isPresent()) {
            return late.get();
        }
        String cookie = call.cookie().orElseGet(SecretToken::make);
        if (!tables.sessions().start(place.session().id(), cookie)) {
            return reception.foreign(place);
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
        return reception.leave(place, Ending.CANCELLED);
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
                yield reception.ended(place);
            }
            default ->
                next(
                        place,
                        platform,
                        flow.get()
                                .submit(
                                        place.visit(),
                                        place.call().fields(),
                                        place.call().file()));
        };
    }

    private Reply next(Place place, Platform platform, Step step) {
        return switch (step) {
            case Step.Show show -> form(show.form(), place);
            case Step.Onward onward ->
                new Reply.Redirect(place.with("/" + platform.slug(), "again=1"), Optional.empty());
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

    /// How the first sync goes.
    private Reply done(Place place) {
        Optional<Platform> platform = place.session().platform();
        boolean failed = place.session()
                .ending()
                .filter(it -> it.outcome() != ConnectSession.Outcome.SUCCESS)
                .isPresent();
        if (platform.isEmpty() || failed) {
            return reception.late(place).orElseGet(() -> new Reply.Redirect(place.action(""), Optional.empty()));
        }
        return firstSync.page(place, platform.get());
    }

    private Reply finish(Place place) {
        return place.session()
                .ending()
                .map(ending -> reception.leave(place, ending))
                .orElseGet(() -> new Reply.Redirect(place.action(""), Optional.empty()));
    }

    /// A platform that knows one way back for all says in its state which session it is about.
    private Reply onwards(BrowserCall call) {
        String state = call.query().getOrDefault("state", "");
        int end = state.indexOf(ShopifyFlow.IN_STATE);
        if (!call.isLook() || end < 0 || !SecretToken.hasForm(state.substring(0, end))) {
            return reception.unknown(call);
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
        Optional<String> script = call.isLook() ? assets.script(name) : Optional.empty();
        if (script.isPresent()) {
            return new Reply.Asset("text/javascript; charset=utf-8", script.get(), CACHED_SECONDS);
        }
        return reception.unknown(call);
    }

    private static Reply page(int status, String html, Place place) {
        return new Reply.Page(status, html, formTargets(place));
    }

    /// Where the forms of a session may lead to, by way of redirects too.
    static List<String> formTargets(Place place) {
        String domain = place.visit().merchant().domain();
        String scheme = place.visit().merchant().scheme();
        return List.of(
                Callback.origin(place.session().redirectUri()),
                scheme + "://" + domain,
                "https://*.myshopify.com",
                scheme + "://www." + domain);
    }
}
