package dev.aisle.market.partner;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A color of a partner's brand, and how well it can be read (WCAG 2.2, sections 1.4.3 and 1.4.11).
///
/// @param rgb 24 bits, red first
public record Color(int rgb) {

    public static final Color WHITE = new Color(0xffffff);
    public static final Color INK = new Color(0x16181d);

    /// The least contrast of text of usual size with what lies behind it.
    public static final double READABLE = 4.5;

    private static final Pattern HEX = Pattern.compile("#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    private static final int STEPS = 100;

    public Color {
        if (rgb < 0 || rgb > 0xffffff) {
            throw new IllegalArgumentException("not 24 bits: " + rgb);
        }
    }

    /// Reads `#0a7`, `#00aa77` or the same without the sign.
    public static Optional<Color> parse(String text) {
        if (!HEX.matcher(text.strip()).matches()) {
            return Optional.empty();
        }
        String digits = text.strip().replace("#", "");
        if (digits.length() == 3) {
            digits = "" + digits.charAt(0) + digits.charAt(0) + digits.charAt(1) + digits.charAt(1) + digits.charAt(2)
                    + digits.charAt(2);
        }
        return Optional.of(new Color(Integer.parseInt(digits, 16)));
    }

    /// From 1 (the same) to 21 (black on white).
    public double contrast(Color other) {
        double lighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    /// White or ink, whichever is read better on this color.
    public Color textOn() {
        return contrast(WHITE) >= contrast(INK) ? WHITE : INK;
    }

    /// This color, darkened as little as it takes to be read on white.
    public Color readableOnWhite() {
        for (int step = STEPS; step > 0; step--) {
            Color darker = scaled((double) step / STEPS);
            if (darker.contrast(WHITE) >= READABLE) {
                return darker;
            }
        }
        return INK;
    }

    /// Six hexadecimal digits.
    public String hex() {
        return String.format(Locale.ROOT, "%06x", rgb);
    }

    private Color scaled(double factor) {
        int red = (int) ((rgb >> 16) * factor);
        int green = (int) ((rgb >> 8 & 0xff) * factor);
        int blue = (int) ((rgb & 0xff) * factor);
        return new Color(red << 16 | green << 8 | blue);
    }

    private double luminance() {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
