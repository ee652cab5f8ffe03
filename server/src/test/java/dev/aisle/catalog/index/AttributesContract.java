package dev.aisle.catalog.index;

import static dev.aisle.catalog.index.Goods.product;
import static dev.aisle.catalog.index.ProductIndexContract.hold;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What any index knows of the attributes that can be asked for. Categories `mice` and `keyboards` lie in `hardware`.
public interface AttributesContract {

    ProductIndex open(Path folder);

    @Test
    default void itKnowsWhichAttributesThereAreWithTheirValues(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Mouse")
                            .in("mice")
                            .with("Color", "Red")
                            .with("Color Family", "Warm")
                            .soldBy("shoA", 1, 10)
                            .product());
            hold(
                    index,
                    product("0000002", "Keyboard")
                            .in("keyboards")
                            .with("Colors", "2")
                            .with("color", "Blue = green")
                            .with("Größe", "80 %")
                            .soldBy("shoA", 2, 10)
                            .product());

            try (ProductIndex.View view = index.view()) {
                assertThat(view.attributes()).containsExactlyInAnyOrder("color", "color-family", "colors", "größe");
                assertThat(view.attributeValues("color")).containsExactly("blue = green", "red");
                assertThat(view.attributeValues("color-family")).containsExactly("warm");
                assertThat(view.attributeValues("col")).isEmpty();
                assertThat(view.hasAttribute("color", "RED")).isTrue();
                assertThat(view.hasAttribute("color", "re")).isFalse();
                assertThat(view.hasAttribute("colors", "red")).isFalse();
            }
        }
    }

    @Test
    default void itKnowsInWhichCategoriesAnAttributeIsSaid(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Mouse")
                            .in("mice")
                            .with("Buttons", "5")
                            .soldBy("shoA", 1, 10)
                            .product(),
                    product("0000002", "Keyboard")
                            .in("keyboards")
                            .with("Layout", "QWERTZ")
                            .soldBy("shoA", 2, 10)
                            .product());

            try (ProductIndex.View view = index.view()) {
                assertThat(view.hasAttributeIn(Set.of("mice"), "buttons")).isTrue();
                assertThat(view.hasAttributeIn(Set.of("hardware"), "layout")).isTrue();
                assertThat(view.hasAttributeIn(Set.of("mice", "keyboards"), "layout"))
                        .isTrue();
                assertThat(view.hasAttributeIn(Set.of("mice"), "layout")).isFalse();
                assertThat(view.hasAttributeIn(Set.of("mice"), "button")).isFalse();
            }
        }
    }
}
