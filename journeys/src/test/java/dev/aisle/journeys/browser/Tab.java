package dev.aisle.journeys.browser;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A window of the browser. Its hand waits until there is something to press; what is pressed is pressed with the
/// mouse.
public final class Tab {

    /// A screen in CSS pixels.
    public record Size(String name, int width, int height, boolean touch) {
        public static final Size PHONE = new Size("phone", 360, 740, true);
        public static final Size DESKTOP = new Size("desktop", 1280, 800, false);
    }

    /// All that the Tab key must stop at, in the order of the page, as an expression.
    public static final String STOPS =
            "[...document.querySelectorAll('a[href],button:not(:disabled),input:not([type=hidden]),select')]";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(30);
    private static final String SAYING = """
            (all => all.find(e => text(e) === WANTED) || all.find(e => text(e).startsWith(WANTED)))(
                [...document.querySelectorAll('button,a,input[type=submit]')]
                    .filter(e => !e.disabled && e.getClientRects().length))""";
    private static final String MIDDLE_OF = """
            (() => {
              const text = e => (e.innerText || e.value || '').trim();
              const found = WANTED;
              if (!found) return null;
              found.scrollIntoView({block: 'center'});
              const box = found.getBoundingClientRect();
              return [box.x + box.width / 2, box.y + box.height / 2];
            })()""";

    private static final String FRESH = """
            !document.leaving && location.href !== 'about:blank' && document.body !== null
            && (document.readyState === 'complete' || document.querySelector('.progress p') !== null)
            && [...document.querySelectorAll('link[rel=stylesheet]')].every(it => it.sheet)""";

    private final DebuggingSocket socket;
    private final String session;
    private Size size;
    private final AtomicLong bytes = new AtomicLong();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Tab(DebuggingSocket socket, String session, Size size) {
        this.socket = socket;
        this.session = session;
        this.size = size;
        socket.listen(session, this::hear);
        call("Page.enable", Map.of());
        call("Log.enable", Map.of());
        call("Network.enable", Map.of());
        call("Network.setCacheDisabled", Map.of("cacheDisabled", true));
        size(size);
    }

    /// Another screen from now on.
    public void size(Size size) {
        this.size = size;
        show(size, size.height());
    }

    private void show(Size shown, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", shown.width(), "height", height, "deviceScaleFactor", 1, "mobile", shown.touch()));
    }

    public void withoutJavaScript() {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /// The languages that the browser asks for.
    public void languages(String acceptLanguage) {
        call("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", acceptLanguage)));
    }

    /// Goes to an address and waits until the page is there.
    public Tab open(URI address) {
        mark();
        call("Page.navigate", Map.of("url", address.toString()));
        awaitFreshPage();
        return this;
    }

    /// Clicks the button or link with that text, or that begins with it, and waits for the page that follows.
    public Tab press(String text) {
        return click(SAYING.replace("WANTED", JSON.writeValueAsString(text)), text);
    }

    /// Clicks what a CSS selector finds first, and waits for the page that follows.
    public Tab pressAt(String selector) {
        return click("document.querySelector(" + JSON.writeValueAsString(selector) + ")", selector);
    }

    private Tab click(String found, String what) {
        await("'" + what + "' to press", () -> !middleOf(found).isNull());
        mark();
        JsonNode at = middleOf(found);
        for (String kind : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            kind,
                            "x",
                            at.path(0).asDouble(0),
                            "y",
                            at.path(1).asDouble(0),
                            "button",
                            kind.equals("mouseMoved") ? "none" : "left",
                            "clickCount",
                            kind.equals("mouseMoved") ? 0 : 1));
        }
        awaitFreshPage();
        return this;
    }

    /// Puts text into the field with that label, in the place of what is there.
    public Tab fill(String label, String value) {
        ask("""
                (() => {
                  const found = [...document.querySelectorAll('label')].find(e => e.innerText.trim() === %s);
                  const field = found.control; field.focus(); field.select(); return field.id;
                })()""".formatted(JSON.writeValueAsString(label)));
        type(value);
        return this;
    }

    /// Chooses a file of this machine in the page's file field.
    public Tab choose(Path file) {
        JsonNode field = call("Runtime.evaluate", Map.of("expression", "document.querySelector('input[type=file]')"));
        call(
                "DOM.setFileInputFiles",
                Map.of(
                        "files",
                        List.of(file.toAbsolutePath().toString()),
                        "objectId",
                        field.path("result").path("objectId").asString("")));
        return this;
    }

    /// Types into what has the focus.
    public Tab type(String value) {
        call("Input.insertText", Map.of("text", value));
        return this;
    }

    /// Strikes `Tab`, `Enter` or `Space`.
    public Tab strike(String key) {
        Map<String, Object> stroke = switch (key) {
            case "Tab" -> Map.of("key", "Tab", "code", "Tab", "windowsVirtualKeyCode", 9);
            case "Enter" -> Map.of("key", "Enter", "code", "Enter", "windowsVirtualKeyCode", 13, "text", "\r");
            case "Space" -> Map.of("key", " ", "code", "Space", "windowsVirtualKeyCode", 32, "text", " ");
            default -> throw new IllegalArgumentException(key);
        };
        for (String kind : List.of("keyDown", "keyUp")) {
            var event = new HashMap<String, Object>(stroke);
            event.put("type", kind);
            call("Input.dispatchKeyEvent", event);
        }
        return this;
    }

    /// Strikes a key that leads to another page, and waits for that.
    public Tab strikeAndGo(String key) {
        mark();
        strike(key);
        awaitFreshPage();
        return this;
    }

    /// Waits until the page says it; pages that are still being sent count as far as they are there.
    public Tab awaitText(String text) {
        await("'" + text + "'", () -> text().contains(text));
        return this;
    }

    public Tab awaitAddress(String part) {
        await("an address with " + part, () -> address().toString().contains(part));
        return this;
    }

    /// Waits until an expression holds on the page, or on the one after it.
    public Tab awaitTrue(String what, String expression) {
        await(what, () -> ask(expression).asBoolean(false));
        return this;
    }

    public URI address() {
        return URI.create(ask("location.href").asString(""));
    }

    /// What can be read on the page.
    public String text() {
        return ask("document.body ? document.body.innerText : ''").asString("");
    }

    /// The value of an expression on the page.
    public JsonNode ask(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(
                    "on " + expression.lines().findFirst().orElse("") + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /// The whole page as a PNG, not only what fits on the screen: on a screen that is as high as the page. What the
    /// browser draws beyond its screen is shifted sideways where the page is written from right to left.
    public byte[] picture() {
        int page = call("Page.getLayoutMetrics", Map.of())
                .path("cssContentSize")
                .path("height")
                .asInt(0);
        show(size, Math.max(page, size.height()));
        try {
            return Base64.getDecoder()
                    .decode(call("Page.captureScreenshot", Map.of())
                            .path("data")
                            .asString(""));
        } finally {
            show(size, size.height());
        }
    }

    /// What came over the wire for the page that is shown, headers and all.
    public long bytes() {
        return bytes.get();
    }

    /// What the browser's console says of pages that break their own rules, such as their content security policy.
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// Every thing that the Tab key stops at, from the top of the page, until it leaves the page.
    public List<String> tabStops() {
        List<String> stops = new ArrayList<>();
        ask("document.activeElement.blur()");
        for (int i = 0; i < 60; i++) {
            strike("Tab");
            String at = ask("""
                    (() => {
                      const e = document.activeElement;
                      if (!e || e === document.body || e === document.documentElement) return '';
                      const style = getComputedStyle(e);
                      const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
                      return %s.indexOf(e) + (seen ? ' seen ' : ' NOT SEEN ')
                          + (e.innerText || e.name || e.value || '').trim().split('\\n')[0];
                    })()""".formatted(STOPS)).asString("");
            if (at.isEmpty() || stops.contains(at)) {
                return stops;
            }
            stops.add(at);
        }
        return stops;
    }

    private JsonNode middleOf(String found) {
        return ask(MIDDLE_OF.replace("WANTED", found));
    }

    /// Leaves a mark on this page that the next one will not have.
    private void mark() {
        bytes.set(0);
        ask("document.leaving = true");
    }

    /// There when nothing on it moves any more: with its style sheets, and whole but for a part that grows.
    private void awaitFreshPage() {
        await("the next page", () -> ask(FRESH).asBoolean(false));
    }

    private static void await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (true) {
            try {
                if (condition.getAsBoolean()) {
                    return;
                }
            } catch (DebuggingSocket.Refused onItsWay) {
                // the page is just being left
            }
            if (System.nanoTime() - begun > LONGEST_WAIT.toNanos()) {
                throw new AssertionError("waited too long for " + what);
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return socket.call(session, method, parameters);
    }

    private void hear(String name, JsonNode event) {
        if (name.equals("Network.loadingFinished")) {
            bytes.addAndGet(event.path("encodedDataLength").asLong(0));
        } else if (name.equals("Log.entryAdded")) {
            JsonNode entry = event.path("entry");
            String source = entry.path("source").asString("");
            if (source.equals("security") || source.equals("violation") || source.equals("javascript")) {
                complaints.add(entry.path("text").asString(""));
            }
        }
    }
}
