package dev.aisle.catalog.index.lucene;

import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/// Text in lower case without accents, with one kind of quote, apostrophe and dash.
final class Folded {

    private static final int LONGEST_FOLDING = 4;

    char[] text = new char[512];
    int length;
    private final char[] one = new char[1];

    void of(CharSequence said, int end) {
        if (text.length < LONGEST_FOLDING * end) {
            text = new char[LONGEST_FOLDING * end];
        }
        length = 0;
        for (int i = 0; i < end; i++) {
            char c = said.charAt(i);
            if (c < 128) {
                text[length++] = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            } else {
                wide(c);
            }
        }
    }

    private void wide(char c) {
        switch (c) {
            case '″', '”', '“', '„', '‟', '＂' -> text[length++] = '"';
            case '′', '’', '‘', '‛', '´' -> text[length++] = '\'';
            case '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '－' -> text[length++] = '-';
            case '×' -> text[length++] = 'x';
            case '\u00AD', '\u200B', '\u200C', '\u200D', '\uFEFF' -> {}
            default -> {
                if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                    one[0] = c;
                    int size = ASCIIFoldingFilter.foldToASCII(one, 0, text, length, 1);
                    for (int i = length; i < size; i++) {
                        text[i] = Character.toLowerCase(text[i]);
                    }
                    length = size;
                } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                    text[length++] = ' ';
                }
            }
        }
    }
}
