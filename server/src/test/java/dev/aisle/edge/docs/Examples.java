package dev.aisle.edge.docs;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// The examples of a page: what stands in its fences, in order.
final class Examples {

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();

    private Examples() {}

    /// @param line of the page where it begins, the first being 1
    /// @param kind what stands behind the fence
    record Block(Page page, int line, String kind, String text) {

        @Override
        public String toString() {
            return page.name() + ":" + line + " " + kind;
        }
    }

    static List<Block> of(Page page) {
        List<Block> blocks = new ArrayList<>();
        PARSER.parse(page.markdown()).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock it) {
                blocks.add(new Block(
                        page, it.getSourceSpans().getFirst().getLineIndex() + 1, it.getInfo(), it.getLiteral()));
            }

            @Override
            public void visit(IndentedCodeBlock it) {
                blocks.add(new Block(
                        page, it.getSourceSpans().getFirst().getLineIndex() + 1, "indented", it.getLiteral()));
            }
        });
        return blocks;
    }
}
