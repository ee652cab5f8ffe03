package dev.aisle.edge.catalogapi;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/// What a caller sends as the address of a page: http or https, with a host (RFC 3986).
public sealed interface PageUrl {

    /// In characters.
    int LONGEST = 2_000;

    record Good(URI url) implements PageUrl {}

    /// What is none.
    ///
    /// @param why what is wrong and how to mend it, to go on with after a colon
    record Wrong(String why) implements PageUrl {}

    /// Takes the text as it stands: nothing is stripped or encoded.
    static PageUrl read(String said) {
        if (!isWeb(said)) {
            return new Wrong("invalid or missing URL scheme: begin with https:// or http://");
        }
        if (said.length() > LONGEST) {
            return new Wrong("it has " + said.length() + " characters: send at most " + LONGEST);
        }
        try {
            URI url = new URI(said);
            return url.getHost() == null ? new Wrong(fault(url)) : new Good(url);
        } catch (URISyntaxException malformed) {
            return new Wrong(fault(said, malformed.getIndex()));
        }
    }

    /// Whether it begins as one, whatever comes then.
    static boolean isWeb(String said) {
        String start =
                said.substring(0, Math.min(said.length(), "https:".length())).toLowerCase(Locale.ROOT);
        return start.equals("https:") || start.startsWith("http:");
    }

    /// Where the host of a web address ends.
    static int endOfHost(String said) {
        int end = said.indexOf("//") + 2;
        while (end < said.length() && "/?#".indexOf(said.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static String fault(URI withoutHost) {
        String written = withoutHost.getAuthority();
        if (written == null) {
            return "it names no host";
        }
        try {
            String ascii = IDN.toASCII(written);
            return ascii.equals(written)
                    ? written + " is not the name of a host"
                    : "a host is written in ASCII: write " + ascii;
        } catch (IllegalArgumentException noName) {
            return written + " is not the name of a host";
        }
    }

    private static String fault(String said, int at) {
        if (at < 0 || at >= said.length()) {
            return "it names no host";
        }
        int sign = said.codePointAt(at);
        if (at < endOfHost(said)) {
            return "a host has no " + name(sign) + ": leave it out";
        }
        if (sign == '%') {
            return "a '%' stands before two hexadecimal digits: write %25 for the sign itself";
        }
        HexFormat hex = HexFormat.ofDelimiter("%").withUpperCase();
        byte[] bytes = Character.toString(sign).getBytes(StandardCharsets.UTF_8);
        return "it has a " + name(sign) + ": write %" + hex.formatHex(bytes);
    }

    private static String name(int sign) {
        if (Character.isISOControl(sign)) {
            return "control character";
        }
        return Character.isSpaceChar(sign) ? "space" : "'" + Character.toString(sign) + "'";
    }
}
