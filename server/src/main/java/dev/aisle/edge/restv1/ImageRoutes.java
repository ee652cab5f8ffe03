package dev.aisle.edge.restv1;

import dev.aisle.catalog.answer.ImageSearch;
import java.util.Base64;
import java.util.Optional;

/// Search by a picture, as far as the installation can.
final class ImageRoutes {

    private static final String URL = "image_url";
    private static final String BASE64 = "base64_image";

    private final ImageSearch images;
    private final ProductRoutes products;

    ImageRoutes(ImageSearch images, ProductRoutes products) {
        this.images = images;
        this.products = products;
    }

    /// Whether the call shows a picture.
    static boolean shows(Call call) {
        return call.bodyText(URL).isPresent() || call.bodyText(BASE64).isPresent();
    }

    Object search(Call call) {
        Optional<String> url = call.bodyText(URL);
        Optional<String> base64 = call.bodyText(BASE64);
        if (url.isPresent() == base64.isPresent()) {
            throw Rejected.field("exactly one of image_url, base64_image is required", "value_error", "body", URL);
        }
        ImageSearch.Picture picture = url.<ImageSearch.Picture>map(
                        said -> new ImageSearch.Picture.At(ProductRoutes.url(said, URL)))
                .orElseGet(() -> new ImageSearch.Picture.Bytes(bytes(base64.orElseThrow())));
        return switch (images.find(picture, call.bodyText("segment"), ProductRoutes.limit(call))) {
            case ImageSearch.Outcome.Alike alike -> products.page(alike.products(), call);
            case ImageSearch.Outcome.Unreadable unreadable ->
                throw Rejected.of(
                        400,
                        "Could not fetch image from image_url. Please ensure the url is valid and publicly accessible.");
            case ImageSearch.Outcome.NotConfigured none ->
                throw Rejected.of(
                        501, "Search by image is not configured on this installation. Send query with words instead.");
        };
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw Rejected.field(
                    "ensure this value is base 64 without a data-URI prefix", "value_error", "body", BASE64);
        }
    }
}
