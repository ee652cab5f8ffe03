package dev.aisle.base.ids;

import java.security.SecureRandom;

/// Text in the digits `0-9 A-Z a-z`: random ids and secrets, and numbers of a fixed width.
public final class Base62 {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Base62() {}

    /// So many random characters, each of about 5.95 bits.
    public static String random(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(DIGITS.charAt(RANDOM.nextInt(62)));
        }
        return text.toString();
    }

    /// A number that is not negative, left-padded with zeros to the width.
    public static String of(long number, int width) {
        StringBuilder text = new StringBuilder();
        for (long rest = number; rest > 0; rest /= 62) {
            text.append(DIGITS.charAt((int) (rest % 62)));
        }
        while (text.length() < width) {
            text.append('0');
        }
        return text.reverse().toString();
    }

    /// The number that [#of] wrote.
    public static long number(String text) {
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("not base 62: " + text);
            }
            number = 62 * number + digit;
        }
        return number;
    }

    public static boolean isBase62(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
    }
}
