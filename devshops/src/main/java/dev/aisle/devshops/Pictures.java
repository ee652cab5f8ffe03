package dev.aisle.devshops;

/// Product pictures: a coloured card with the good's key, enough for a page to look like a shop.
final class Pictures {

    private Pictures() {}

    static Answer draw(Request request) {
        String words = request.path().substring("/img/".length()).replaceFirst("\\.svg$", "");
        int hue = Math.floorMod(words.hashCode(), 360);
        return Answer.of(200, "image/svg+xml", """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600">\
                <rect width="600" height="600" fill="hsl(%d 35%% 82%%)"/>\
                <circle cx="300" cy="270" r="150" fill="hsl(%d 40%% 55%%)"/>\
                <text x="300" y="520" font-family="sans-serif" font-size="34" text-anchor="middle">%s</text></svg>
                """.formatted(hue, hue, Template.escape(words)));
    }
}
