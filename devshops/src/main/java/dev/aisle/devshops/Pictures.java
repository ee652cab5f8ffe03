package dev.aisle.devshops;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Product pictures: a disc on a card, in a color of the good's own, enough for a page to look like a shop.
/// They are PNG, because outlets take no drawings.
final class Pictures {

    private static final int SIDE = 600;
    private static final int RADIUS = 150;
    private static final int DEGREES = 360;

    private Pictures() {}

    static Answer draw(Request request) {
        float hue = Math.floorMod(request.path().hashCode(), DEGREES) / (float) DEGREES;
        int card = Color.HSBtoRGB(hue, 0.15f, 0.93f);
        int disc = Color.HSBtoRGB(hue, 0.55f, 0.75f);
        var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int fromMiddleX = x - SIDE / 2;
                int fromMiddleY = y - SIDE / 2;
                boolean inside = fromMiddleX * fromMiddleX + fromMiddleY * fromMiddleY < RADIUS * RADIUS;
                picture.setRGB(x, y, inside ? disc : card);
            }
        }
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return Answer.of(200, "image/png", png.toByteArray());
    }
}
