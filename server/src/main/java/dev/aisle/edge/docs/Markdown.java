package dev.aisle.edge.docs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// Markdown to HTML. HTML inside Markdown is shown, not obeyed. Headings get an id to link to, code can be scrolled
/// by keyboard.
public final class Markdown {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Parser parser =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> Markdown::addAttributes)
            .build();

    String html(String markdown) {
        return renderer.render(parser.parse(markdown));
    }

    /// The id of a heading.
    public static String anchor(String title) {
        String words = NO_WORD.matcher(title.toLowerCase(Locale.ROOT)).replaceAll("-");
        return words.replaceAll("^-|-$", "");
    }

    private static void addAttributes(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Heading heading) {
            attributes.put("id", anchor(text(heading)));
        } else if (tag.equals("pre")) {
            attributes.put("tabindex", "0");
        } else if (tag.equals("th")) {
            attributes.put("scope", "col");
        }
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text it) {
                text.append(it.getLiteral());
            }

            @Override
            public void visit(Code it) {
                text.append(it.getLiteral());
            }
        });
        return text.toString();
    }
}
