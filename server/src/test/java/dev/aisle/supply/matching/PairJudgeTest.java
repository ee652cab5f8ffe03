package dev.aisle.supply.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.SampleListing;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PairJudgeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Kestrel Trail Jacket Navy                       | Kestrel Trail Jacket Black
            Kestrel Trail Jacket Navy                       | Kestrel Trail Jacket Crimson Red
            Novabyte Flux X2 Portable SSD 512GB             | Novabyte Flux X2 Portable SSD 1TB
            Novabyte Flux X2 Portable SSD 1000 GB           | Novabyte Flux X2 Portable SSD 2TB
            Orbit Laptop 14" 16GB RAM 512GB                 | Orbit Laptop 14" 32GB RAM 512GB
            Brightleaf Alkaline Batteries AA 4 pack         | Brightleaf Alkaline Batteries AA 8 pack
            Brightleaf Alkaline Batteries AA, pack of 4     | Brightleaf Alkaline Batteries AA, 24-pack
            Tessel Phone 12 Pro 128GB                       | Tessel Phone 12 Max 128GB
            Tessel Phone 12 128GB                           | Tessel Phone 13 128GB
            Fernway Earbuds Gen 2                           | Fernway Earbuds Gen 3
            Fernway Earbuds 2nd generation                  | Fernway Earbuds 3rd generation
            Arbor Camera Mark II Body                       | Arbor Camera Mark III Body
            Voltaic Power Supply 650W Gold                  | Voltaic Power Supply 750W Gold
            Halden Monitor 27 inch QHD                      | Halden Monitor 32 inch QHD
            Halden Monitor 27" QHD                          | Halden Monitor 24" QHD
            Corvid Cable 1m USB-C                           | Corvid Cable 2 m USB-C
            Ledgerly Accounting 2024 Deluxe                 | Ledgerly Accounting 2025 Deluxe
            Mainline Router AX55R-200 Dual Band             | Mainline Router AX55R-300 Dual Band
            Mainline KX-77A110 Switch                       | Mainline KX-77A112 Switch
            Solveig Perfume 50 ml                           | Solveig Perfume 100 ml
            Glide Earcup left                               | Glide Earcup right
            Pinion Mouse wired ergonomic                    | Pinion Mouse wireless ergonomic
            Novabyte Quell Memory 16GB DDR4                 | Novabyte Quell Memory 16GB DDR5
            Halden Ridge Dock USB 2.0 Silver                | Halden Ridge Dock USB 3.0 Silver
            Tessel Nova Phone 256GB Titanium Black T928B    | Tessel Nova Phone 256GB Titanium Yellow T928B
            """)
    void whatDiffersInSomethingThatCountsIsAConflict(String one, String other) {
        assertThat(judged(one, other)).isInstanceOf(Match.Conflict.class);
        assertThat(judged(other, one)).isInstanceOf(Match.Conflict.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Tessel Phone 12 128GB Black                     | Tessel Phone 12 Pro 128GB Black
            Tessel Phone 12 Mini 64GB                       | Tessel Phone 12 64GB
            Fernway Earbuds with charging case              | Fernway Earbuds with charging case Gen 2
            Arbor R5 Camera Body                            | Arbor R5 Camera Body with tripod
            Kestrel Trail Jacket                            | Kestrel Trail Jacket Navy
            Brightleaf Alkaline Batteries AA                | Brightleaf Alkaline Batteries AA 4 pack
            Novabyte Flux Portable SSD                      | Novabyte Flux Portable SSD 1TB
            Mainline Router Forest Edition                  | Mainline Router Ocean Edition
            Halden Case for Tessel Phone 12                 | Tessel Phone 12
            Corvid Desktop PC Tower no keyboard             | Corvid Desktop PC Tower keyboard
            Lamp                                            | Lamp
            HDMI Cable 2m                                   | HDMI Cable 2 m
            Red Wool Scarf                                  | Red wool scarf
            Wooden Salad Bowl, Large                        | Wooden Salad Bowl Large
            Novabyte Quell Memory 32GB PC5-44800 CL36       | Novabyte Quell RGB Memory 32GB PC5-44800 CL36
            Halden Curl Headset 75 Stereo                   | Halden Curl Headset 75+ Stereo
            Mainline TX450-PLUS Gaming Board Forest         | Mainline TX450-PLUS Gaming Board Ocean
            Rugged Case for Tessel SM-T928B/77 Black        | Tessel Nova Phone SM-T928B/77 Black
            Halden Monitor QHD                              | Halden Monitor QHD 27 inch
            Mainline Prime TX670-P Board, 4 DDR5            | Mainline Prime TX670-P WIFI Board, 4 DDR5, Wi-Fi 6
            Vellum Torrent Compact (White RGB) Case, RGB Strip, 2 RGB Fans | Vellum Torrent Compact (White) Case, RGB Strip, 2 Fans
            Corvid Loom Chip i9-9900 Box                    | Corvid Loom Chip i9-9900K Box
            Tessel Nova Phone SM-T928B/77                   | Tessel Nova Phone SM-T928B/77 starter bundle
            """)
    void whatOnlyOneSaysKeepsThemApart(String one, String other) {
        assertThat(judged(one, other)).isNotInstanceOf(Match.Same.class);
        assertThat(judged(other, one)).isNotInstanceOf(Match.Same.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Kestrel Trail Jacket Navy                       | KESTREL Trail Jacket – Navy
            Novabyte Flux X2 Portable SSD 1TB Graphite      | Novabyte Flux X2 Portable SSD 1000 GB, graphite
            Halden Monitor 27" QHD 165Hz                    | Halden Monitor 27 inch QHD 165 Hz
            Brightleaf Alkaline Batteries AA (4-Pack)       | Brightleaf Alkaline Batteries AA pack of 4
            Mainline KX-77A110 8-Port Switch                | Mainline KX77A110 8 port switch
            Arbor Camera Mark II Body Black                 | Arbor Camera Mk2 Body Black
            Solveig Eau de Parfum 50 ml Spray               | Solveig Eau de Parfum 5 cl Spray
            Corvid Wi-Fi Extender RE-55X9AC White           | Corvid WiFi Extender RE55X9AC White
            Novabyte Flux X2 SSD 1TB SATA III 2.5"          | SSD Novabyte Flux X2, 1 TB, SATA, 2.5 inch
            Vellum Quill Board, 4x DIMM, 3x M.2             | Vellum Quill Board, 4x DIMM, 3 x M.2
            Arbor Field R5 Mark II                          | Arbor Field R5 Mark II Camera, Body Only
            Tessel Nova Phone 256GB SM-T928B/77 Amber       | Nova Smartphone by Tessel 12/256GB SM-T928B/77
            Corvid Ink CX9457A Magenta                      | Corvid Magenta Cartridge CVCX9457A
            Vida Boreal Black Heatsink with Black Fan       | Vida Boreal Black Heatsink with Fan
            Halden Prime Dock USB 3.2 Gen 2                 | Halden Prime Dock USB 3.2
            KV 3.5", 2TB, SATA3, Purple Hard Drive, 64MB Cache, OEM | KV 3.5″, 2TB, SATA3, Purple Hard Drive, 64MB Cache, OEM
            Tessel NOVA 5G T928B 256GB Onyx Black           | Tessel Nova 5G 12/256GB Black (Onyx) SM-T928BZKDEUE
            """)
    void theSameInOtherSpellingsIsTheSame(String one, String other) {
        assertThat(judged(one, other)).isInstanceOf(Match.Same.class);
        assertThat(judged(other, one)).isInstanceOf(Match.Same.class);
    }

    @Test
    void anEqualGtinOutweighsWords() {
        Listing a = SampleListing.at("aaaa", "1")
                .titled("Reading lamp, brass")
                .gtin("04006381333931")
                .listing();
        Listing b = SampleListing.at("bbbb", "2")
                .titled("Light for the desk")
                .gtin("04006381333931")
                .listing();

        assertThat(PairJudge.judge(a, b)).isInstanceOf(Match.Same.class);
    }

    @Test
    void anEqualGtinOnASinglePackAndACaseIsInDoubt() {
        Listing a = SampleListing.at("aaaa", "1")
                .titled("Brightleaf Soap 6 pack")
                .gtin("04006381333931")
                .listing();
        Listing b = SampleListing.at("bbbb", "2")
                .titled("Brightleaf Soap 12 pack")
                .gtin("04006381333931")
                .listing();

        assertThat(PairJudge.judge(a, b)).isInstanceOf(Match.Undecided.class);
    }

    @Test
    void differentGtinsNeverMeetWhereThereIsNoChoiceToMake() {
        Listing a = SampleListing.at("aaaa", "1")
                .titled("Kestrel Trail Jacket Navy")
                .gtin("04006381333931")
                .listing();
        Listing b = SampleListing.at("bbbb", "2")
                .titled("Kestrel Trail Jacket Navy")
                .gtin("04006381333948")
                .listing();

        assertThat(PairJudge.judge(a, b)).isInstanceOf(Match.Conflict.class);
    }

    @Test
    void differentGtinsOfTwoSizesAreNoConflict() {
        Listing a = SampleListing.at("aaaa", "1")
                .titled("Kestrel Trail Jacket Navy")
                .gtin("04006381333931")
                .option("Size", "M")
                .listing();
        Listing b = SampleListing.at("bbbb", "2")
                .titled("Kestrel Trail Jacket Navy")
                .gtin("04006381333948")
                .option("Size", "L")
                .listing();

        assertThat(PairJudge.judge(a, b)).isInstanceOf(Match.Same.class);
    }

    @Test
    void brandAndPartNumberMakeTheSame() {
        Listing a = SampleListing.at("aaaa", "1")
                .titled("Extender for big houses")
                .brand("Corvid")
                .mpn("RE-55X9AC")
                .listing();
        Listing b = SampleListing.at("bbbb", "2")
                .titled("Repeater")
                .brand("CORVID")
                .mpn("re55x9ac")
                .listing();

        assertThat(PairJudge.judge(a, b)).isInstanceOf(Match.Same.class);
    }

    @Test
    void optionsWithNothingInCommonAreAConflict() {
        Listing a = SampleListing.at("aaaa", "1")
                .titled("Kestrel Tent")
                .option("Pattern", "Leaves")
                .listing();
        Listing b = SampleListing.at("bbbb", "2")
                .titled("Kestrel Tent")
                .option("pattern", "Stripes")
                .listing();

        assertThat(PairJudge.judge(a, b)).isInstanceOf(Match.Conflict.class);
    }

    @Test
    void whatOneMerchantListsUnderTwoTitlesIsTwoThings() {
        Listing plain = SampleListing.at("aaaa", "1")
                .titled("Kestrel Torrent Compact Case, 2 Fans, Front Grille")
                .listing();
        Listing lit = SampleListing.at("aaaa", "2")
                .titled("Kestrel Torrent Compact Case, 2 Fans, Front Grille, Hub")
                .listing();

        assertThat(PairJudge.judge(plain, lit)).isInstanceOf(Match.Conflict.class);
    }

    @Test
    void anInseamInTheTitleDoesNotSplitTheSizesOfOneThing() {
        Listing shorter = SampleListing.at("aaaa", "1")
                .titled("Kestrel Trail Pants 30 inch")
                .group("pants")
                .option("Inseam", "30 inch")
                .listing();
        Listing longer = SampleListing.at("aaaa", "2")
                .titled("Kestrel Trail Pants 32 inch")
                .group("pants")
                .option("Inseam", "32 inch")
                .listing();

        assertThat(PairJudge.judge(shorter, longer)).isInstanceOf(Match.Same.class);
    }

    @Test
    void fewerWordsAreEnoughWhereTheBrandIsTheSame() {
        Listing a = SampleListing.at("aaaa", "1")
                .titled("Wool Scarf Kestrel")
                .brand("Kestrel")
                .listing();
        Listing b = SampleListing.at("bbbb", "2")
                .titled("Kestrel wool scarf")
                .brand("KESTREL")
                .listing();

        assertThat(PairJudge.judge(a, b)).isInstanceOf(Match.Same.class);
    }

    @Test
    void aConflictSaysHowCloseTheWordsAre() {
        Match match = judged("Kestrel Trail Jacket Navy X200-7B", "Kestrel Trail Jacket Black X200-7B");

        assertThat(match).isInstanceOf(Match.Conflict.class);
        assertThat(match.evidence().score()).isGreaterThan(0.5);
        assertThat(match.evidence().reasons()).first().asString().contains("color");
    }

    @Test
    void aConditionIsNoConflict() {
        Match match = judged("Arbor Z900-42 Camera Body Black", "Arbor Z900-42 Camera Body Black (Refurbished)");

        assertThat(match).isInstanceOf(Match.Same.class);
    }

    @Test
    void sizesOfOneGroupAreOneThingAndColorsAreNot() {
        Listing small = jacket("Navy", "S");
        Listing large = jacket("Navy", "L");
        Listing black = jacket("Black", "S");

        assertThat(PairJudge.judge(small, large)).isInstanceOf(Match.Same.class);
        assertThat(PairJudge.judge(small, black)).isInstanceOf(Match.Conflict.class);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theAnswerDoesNotDependOnTheirOrder(Listing a, Listing b) {
        assertThat(PairJudge.judge(a, b).getClass())
                .isEqualTo(PairJudge.judge(b, a).getClass());
        assertThat(PairJudge.judge(a, b).evidence().score())
                .isEqualTo(PairJudge.judge(b, a).evidence().score());
    }

    static Stream<Arguments> pairs() {
        RandomListings random = new RandomListings(7);
        return Stream.generate(() -> Arguments.of(random.next(), random.next())).limit(300);
    }

    private static Listing jacket(String color, String size) {
        return SampleListing.at("aaaa", color + size)
                .titled("Kestrel Trail Jacket")
                .group("jacket")
                .option("Color", color)
                .option("Size", size)
                .listing();
    }

    private static Match judged(String one, String other) {
        return PairJudge.judge(
                SampleListing.at("aaaa", "1").titled(one).listing(),
                SampleListing.at("bbbb", "2").titled(other).listing());
    }
}
