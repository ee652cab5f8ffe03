package dev.aisle.market.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxonomyTest {

    private final Taxonomy taxonomy = Taxonomy.shipped();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Trailblazer 3 Running Shoes, Navy                    | running-shoes",
                "Mechanical Keyboard with Wrist Rest                  | keyboards",
                "Wireless Mouse, 2.4 GHz, with USB-C cable            | computer-mice",
                "Case for Phone 15 with tempered glass                | -",
                "Phone Case compatible with Model X                   | phone-cases",
                "Laptop, 16 GB, 512 GB SSD                            | -",
                "Nordtek V15 Laptop, 15.6 inch, 512 GB SSD, Windows   | laptops",
                "Slim Laptop Sleeve 14 inch                           | briefcases-laptop-bags",
                "Drip Coffee Maker                                    | coffee-machines",
                "Coffee Machine Cleaner 500 ml                        | -",
                "Guitar Book for Beginners                            | books-media",
                "Acoustic Guitar (with bag, strap, tuner)             | guitars",
                "Women's Maxi Dress in Mustard                        | dresses",
                "Velvet Sofa Chocolate                                | sofas",
                "Single Malt Whisky 0.7 l                             | spirits",
                "Chef Knife Set                                       | kitchen-knives",
                "Potassium 595 mg Tablet                              | -",
                "Something nobody can name                            | -",
            })
    void aTitleLeadsToACategoryOrToNone(String title, String slug) {
        assertThat(taxonomy.categoryOf(title, List.of()).orElse("-")).isEqualTo(slug);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Electronics > Mice                  | Nova Z1            | computer-mice",
                "Shoes > Running                     | Pace 2             | running-shoes",
                "Shoes > Sneakers > Men              | Street             | sneakers",
                "Damen > Schuhe > Stiefel            | Modell 7           | boots",
                "Clothing                            | Hooded Sweatshirt  | hoodies-sweatshirts",
                "Clothing                            | Model 7            | clothing",
                "Clothing                            | Acoustic Guitar    | clothing",
                "Musical Instruments > Accessories   | Model 7            | musical-instruments",
                "Phones > Accessories                | Model 7            | -",
                "New arrivals                        | Desk Lamp          | table-desk-lamps",
            })
    void theShopsOwnPathComesBeforeTheTitle(String path, String title, String slug) {
        assertThat(taxonomy.categoryOf(title, List.of(path)).orElse("-")).isEqualTo(slug);
    }

    @Test
    void slugsAreKebabCaseAndUnique() {
        assertThat(taxonomy.all()).hasSizeGreaterThan(300);
        assertThat(taxonomy.all())
                .extracting(Category::slug)
                .doesNotHaveDuplicates()
                .allMatch(it -> it.matches("[a-z0-9]+(-[a-z0-9]+)*"));
        assertThat(taxonomy.find("running-shoes")).hasValueSatisfying(it -> {
            assertThat(it.pathText()).isEqualTo("Shoes > Running Shoes");
            assertThat(it.parent()).hasValue("shoes");
            assertThat(it.isRoot()).isFalse();
        });
        assertThat(taxonomy.find("Running Shoes")).isEmpty();
    }

    @Test
    void pathsLeadFromTheRootDown() {
        assertThat(taxonomy.pathTo("boots")).extracting(Category::slug).containsExactly("shoes", "boots");
        assertThat(taxonomy.children("shoes")).extracting(Category::slug).contains("boots");
        assertThat(taxonomy.roots())
                .allMatch(Category::isRoot)
                .extracting(Category::slug)
                .contains("shoes", "clothing");
        assertThat(taxonomy.pathTo("unknown")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "runing-shoes, running-shoes",
        "trainers, sneakers",
        "laptop, laptops",
        "tshirts, t-shirts",
        "headfones, headphones"
    })
    void aWrongSlugHasNearOnes(String asked, String near) {
        assertThat(taxonomy.nearest(asked, 3))
                .extracting(Category::slug)
                .contains(near)
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void nothingIsNearNonsense() {
        assertThat(taxonomy.nearest("qqqqxxxx", 3)).isEmpty();
        assertThat(taxonomy.nearest("", 3)).isEmpty();
    }

    @Test
    void anOperatorMayBringPaths(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.txt"), """
                # mine
                1 - Animals
                2 - Animals > Food
                3 - People
                4 - People > Food
                5 - People > Food > Bread
                """);

        Taxonomy mine = Taxonomy.of(file);

        assertThat(mine.all())
                .extracting(Category::slug)
                .containsExactly("animals", "animals-food", "people", "people-food", "bread");
        assertThat(mine.categoryOf("Rye bread", List.of("Food > Bread"))).hasValue("bread");
    }

    @Test
    void aBrokenTaxonomySaysWhatIsWrong(@TempDir Path folder) throws IOException {
        Path orphan = Files.writeString(folder.resolve("orphan.txt"), "A > B\n");
        Path twice = Files.writeString(folder.resolve("twice.txt"), "A\nA\n");
        Path empty = Files.writeString(folder.resolve("empty.txt"), "# nothing\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Taxonomy.of(orphan))
                .withMessageContaining("has no [A]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Taxonomy.of(twice))
                .withMessageContaining("names twice: A");
        assertThatIllegalArgumentException().isThrownBy(() -> Taxonomy.of(empty));
        assertThatIllegalArgumentException().isThrownBy(() -> Taxonomy.of(folder.resolve("missing.txt")));
    }
}
