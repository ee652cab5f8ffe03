package dev.aisle.edge.connectpage;

import dev.aisle.partner.source.Source.BadRow;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The page's templates, compiled when the program was built.
final class Pages {

    private static final String CUT = "\u241e";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    String picker(Screen screen, Picker picker) {
        return render("picker", screen, Map.of("picker", picker));
    }

    String start(Screen screen, String platform, String slug, String store, boolean available) {
        return render(
                "start", screen, Map.of("platform", platform, "slug", slug, "store", store, "available", available));
    }

    String form(Screen screen, Form form) {
        return render("form", screen, Map.of("form", form));
    }

    /// A page to be sent before all of it is known.
    record Halves(String before, String after) {}

    /// How a first sync goes; what comes in between are [#news].
    Halves done(Screen screen, String message, boolean connected) {
        String whole = render("done", screen, Map.of("message", message, "connected", connected, "cut", CUT));
        int cut = whole.indexOf(CUT);
        return new Halves(whole.substring(0, cut), whole.substring(cut + CUT.length()));
    }

    /// A line of a page that grows.
    ///
    /// @param label the text of a link that follows; empty for none
    String news(Screen screen, String text, String label, String href) {
        return render(
                "news", screen, Map.of("text", text, "label", label.isEmpty() ? "" : screen.text(label), "href", href));
    }

    /// Rows of a file that could not be read.
    String rows(Screen screen, String lead, List<BadRow> rows) {
        return render("rows", screen, Map.of("rows", rows, "lead", lead));
    }

    /// A page with one message.
    ///
    /// @param back where the button leads; no button where it is empty
    String notice(Screen screen, String title, String message, String back) {
        return render("notice", screen, Map.of("title", title, "message", message, "back", back));
    }

    private String render(String name, Screen screen, Map<String, Object> more) {
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("screen", screen);
        StringOutput out = new StringOutput();
        engine.render("connect/" + name + ".jte", parameters, out);
        return out.toString();
    }
}
