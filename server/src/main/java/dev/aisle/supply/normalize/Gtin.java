package dev.aisle.supply.normalize;

/// Trade item numbers of GS1 and ISBNs: GTIN-8, -12, -13, -14, ISBN-10 and -13, checked and brought to 14 digits.
public final class Gtin {

    private static final int ISBN_10 = 10;

    /// What a text said to be a trade item number turned out to be.
    public sealed interface Reading {
        record Right(String digits) implements Reading {}

        record Wrong(String why) implements Reading {}
    }

    private Gtin() {}

    /// Reads what is said to be a trade item number; of 11 digits it is a GTIN-12 that lost its zero on the way through
    /// a
    /// spreadsheet or a JSON number.
    public static Reading read(String text) {
        String number = bare(text);
        if (!isNumber(number)) {
            return new Reading.Wrong("it is not a number");
        }
        return switch (number.length()) {
            case ISBN_10 -> ofIsbn10(number);
            case 11 -> ofDigits('0' + number);
            case 8, 12, 13, 14 -> number.indexOf('X') >= 0 ? new Reading.Wrong("it is not a number") : ofDigits(number);
            default -> new Reading.Wrong("it has " + number.length() + " digits");
        };
    }

    /// Whether a text would pass as a trade item number if it were said to be one.
    static boolean looksLikeOne(String text) {
        return text.length() >= 12 && text.length() <= 14 && isNumber(text) && read(text) instanceof Reading.Right;
    }

    private static Reading ofDigits(String digits) {
        String gtin = "0".repeat(14 - digits.length()) + digits;
        if (checkDigit(gtin, 13) != gtin.charAt(13) - '0') {
            return new Reading.Wrong("its check digit is wrong");
        }
        if (isFiller(digits)) {
            return new Reading.Wrong("it is a filler");
        }
        return isRestricted(digits, gtin)
                ? new Reading.Wrong("its prefix is for use inside a shop or for coupons")
                : new Reading.Right(gtin);
    }

    private static Reading ofIsbn10(String isbn) {
        int sum = 0;
        for (int i = 0; i < ISBN_10; i++) {
            char c = isbn.charAt(i);
            if (c == 'X' && i < 9) {
                return new Reading.Wrong("it is not a number");
            }
            sum += (10 - i) * (c == 'X' ? 10 : c - '0');
        }
        if (sum % 11 != 0 || isFiller(isbn)) {
            return new Reading.Wrong("it has 10 digits and is not an ISBN");
        }
        String gtin = "0978" + isbn.substring(0, 9);
        return new Reading.Right(gtin + checkDigit(gtin, 13));
    }

    /// GS1 General Specifications, section 7.9: weights 3 and 1 from the right.
    private static int checkDigit(String digits, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int digit = digits.charAt(i) - '0';
            sum += (length - i) % 2 == 1 ? 3 * digit : digit;
        }
        return (10 - sum % 10) % 10;
    }

    /// One digit all along, or counted up, is what people type into a field that must not be empty.
    private static boolean isFiller(String digits) {
        int same = 1;
        int counted = 1;
        int last = digits.length() - 1;
        for (int i = 1; i < last; i++) {
            same += digits.charAt(i) == digits.charAt(i - 1) ? 1 : 0;
            counted += (digits.charAt(i) - digits.charAt(i - 1) + 10) % 10 == 1 ? 1 : 0;
        }
        return same >= last - 1 || counted >= last;
    }

    /// GS1 prefixes 02, 04, 20 to 29 (use inside a shop), 05, 98 and 99 (coupons); in GTIN-8 those that
    /// begin with 0 or 2.
    private static boolean isRestricted(String digits, String gtin) {
        if (digits.length() == 8) {
            return digits.charAt(0) == '0' || digits.charAt(0) == '2';
        }
        String prefix = gtin.substring(1, 3);
        return switch (prefix.charAt(0)) {
            case '0' -> prefix.equals("02") || prefix.equals("04") || prefix.equals("05");
            case '2' -> true;
            case '9' -> prefix.equals("98") || prefix.equals("99");
            default -> false;
        };
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean checkOfTen = c == 'X' && i == 9 && text.length() == ISBN_10;
            if ((c < '0' || c > '9') && !checkOfTen) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// Without spaces, hyphens, a name before it (`EAN: `), and what spreadsheets add (`'`, `.0`).
    private static String bare(String text) {
        int from = 0;
        int colon = text.lastIndexOf(':');
        if (colon >= 0) {
            from = colon + 1;
        } else {
            while (from < text.length() && Character.isLetter(text.charAt(from)) && from < 5) {
                from++;
            }
        }
        int to = text.endsWith(".0") ? text.length() - 2 : text.length();
        StringBuilder bare = new StringBuilder(14);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == 'x') {
                bare.append('X');
            } else if (c != ' ' && c != '-' && c != '\'' && c != '\u00a0' && c != '\t') {
                bare.append(c);
            }
        }
        return bare.toString();
    }
}
