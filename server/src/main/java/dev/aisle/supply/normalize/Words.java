package dev.aisle.supply.normalize;

import java.text.Normalizer;

/// Words brought to one spelling so that tables can know them.
final class Words {

    private static final int LONGEST = 200;

    private Words() {}

    /// Lower case without accents; anything but letters and digits becomes one space; no ends.
    static String folded(String text) {
        String whole = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        String plain = isAscii(whole) ? whole : Normalizer.normalize(whole, Normalizer.Form.NFD);
        StringBuilder folded = new StringBuilder(plain.length());
        boolean gap = false;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '\'' || c == '’' || Character.getType(c) == Character.NON_SPACING_MARK) {
                continue;
            }
            if (Character.isLetterOrDigit(c)) {
                if (gap && !folded.isEmpty()) {
                    folded.append(' ');
                }
                gap = false;
                folded.append(Character.toLowerCase(c));
            } else {
                gap = true;
            }
        }
        return folded.toString();
    }

    /// The name at the end of an address of schema.org, such as `InStock`; other texts as they are.
    static String afterSchemaOrg(String text) {
        int at = text.indexOf("schema.org");
        return at < 0 ? text : text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('#')) + 1);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }
}
