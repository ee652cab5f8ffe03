package dev.aisle.edge.connectpage;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/// The page's templates, compiled when the program was built.
final class Pages {

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

    String done(Screen screen, String platform, String message, String progress, boolean connected) {
        return render(
                "done",
                screen,
                Map.of("platform", platform, "message", message, "progress", progress, "connected", connected));
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
