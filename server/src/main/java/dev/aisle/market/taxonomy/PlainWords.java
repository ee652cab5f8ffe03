package dev.aisle.market.taxonomy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/// The words of a text in lower case without accents and apostrophes.
final class PlainWords {

    private static final int MOST_WORDS = 40;

    private PlainWords() {}

    static List<String> of(String text) {
        String plain = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFD);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= plain.length() && words.size() < MOST_WORDS; i++) {
            char c = i < plain.length() ? plain.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                word.append(Character.toLowerCase(c));
            } else if (c != '\'' && c != '’' && Character.getType(c) != Character.NON_SPACING_MARK && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }

    /// The words, each as [#stem] leaves it.
    static List<String> stemsOf(String text) {
        List<String> words = of(text);
        words.replaceAll(PlainWords::stem);
        return words;
    }

    /// The singular of most English words, or something that is the same for singular and plural.
    static String stem(String word) {
        int length = word.length();
        if (length < 4 || word.charAt(length - 1) != 's' || word.charAt(length - 2) == 's') {
            return word;
        }
        if (word.endsWith("ies") && length > 4) {
            return word.substring(0, length - 3) + "y";
        }
        boolean withE = word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes");
        return word.substring(0, length - (withE ? 2 : 1));
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
