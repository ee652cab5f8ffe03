package dev.aisle.edge.docs;

import java.util.ArrayList;
import java.util.List;

/// One page of the docs, in Markdown. Its first line is its title, its first paragraph says what it is about.
///
/// @param name how it is addressed: `/docs/NAME`, `/docs/NAME.md`
record Page(String name, String markdown) {

    private static final String TITLE = "# ";
    private static final String SECTION = "## ";
    private static final String FENCE = "```";

    /// A part of a page with a heading of its own.
    ///
    /// @param anchor where it stands in the page; empty for what comes before the first heading
    record Section(Page page, String title, String anchor, String markdown) {

        /// From the root of the server.
        String path() {
            return page.path() + (anchor.isEmpty() ? "" : "#" + anchor);
        }
    }

    String path() {
        return "/docs/" + name;
    }

    String title() {
        return markdown.lines().findFirst().orElse("").substring(TITLE.length());
    }

    /// The first paragraph, on one line.
    String summary() {
        String rest = markdown.substring(markdown.indexOf('\n') + 1).strip();
        int end = rest.indexOf("\n\n");
        return (end < 0 ? rest : rest.substring(0, end)).replace('\n', ' ');
    }

    /// In the order of the page; the headings of all levels below the title begin one.
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        String title = title();
        String anchor = "";
        StringBuilder text = new StringBuilder();
        boolean inCode = false;
        for (String line : markdown.lines().skip(1).toList()) {
            inCode ^= line.startsWith(FENCE);
            if (!inCode && line.startsWith("##")) {
                sections.add(new Section(this, title, anchor, text.toString().strip()));
                text.setLength(0);
                title = line.replaceFirst("^#+ ", "");
                anchor = Markdown.anchor(title);
            } else {
                text.append(line).append('\n');
            }
        }
        sections.add(new Section(this, title, anchor, text.toString().strip()));
        return sections.stream().filter(it -> !it.markdown().isEmpty()).toList();
    }

    /// The headings that a table of contents shows.
    List<String> contents() {
        List<String> contents = new ArrayList<>();
        boolean inCode = false;
        for (String line : markdown.lines().toList()) {
            inCode ^= line.startsWith(FENCE);
            if (!inCode && line.startsWith(SECTION)) {
                contents.add(line.substring(SECTION.length()));
            }
        }
        return contents;
    }
}
