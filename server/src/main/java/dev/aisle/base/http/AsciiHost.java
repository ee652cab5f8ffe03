package dev.aisle.base.http;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Optional;

/// Host names as they go over the wire: A-labels, lower case (UTS 46, non-transitional, STD3 rules).
public final class AsciiHost {

    private static final int LONGEST = 253;
    /// What UTS 46 takes for a dot between labels.
    private static final String DOTS = ".\u3002\uFF0E\uFF61";

    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO);

    private AsciiHost() {}

    /// Without a dot at its end; nothing where UTS 46 finds a mistake. Hyphens in third and fourth place are let
    /// through, as browsers do.
    public static Optional<String> of(String written) {
        boolean isRooted = !written.isEmpty() && DOTS.indexOf(written.charAt(written.length() - 1)) >= 0;
        String host = isRooted ? written.substring(0, written.length() - 1) : written;
        StringBuilder ascii = new StringBuilder();
        IDNA.Info info = new IDNA.Info();
        UTS46.nameToASCII(host, ascii, info);
        EnumSet<IDNA.Error> mistakes = EnumSet.noneOf(IDNA.Error.class);
        mistakes.addAll(info.getErrors());
        mistakes.remove(IDNA.Error.HYPHEN_3_4);
        String name = ascii.toString();
        return mistakes.isEmpty() && !name.isEmpty() && !name.endsWith(".") && name.length() <= LONGEST
                ? Optional.of(name)
                : Optional.empty();
    }
}
