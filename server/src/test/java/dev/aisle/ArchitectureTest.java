package dev.aisle;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The map in ARCHITECTURE.md, as a test. Each rule names what breaks it, and is seen to find the violation that is
/// planted for it below the package `planted`.
class ArchitectureTest {

    /// A room uses only rooms above it.
    static final List<String> ROOMS = List.of(
            "base.money",
            "base.ids",
            "base.json",
            "base.problem",
            "base.db",
            "base.http",
            "base.jobs",
            "market.partner",
            "market.merchant",
            "market.vendor",
            "market.taxonomy",
            "market.listing",
            "market.product",
            "market.ledger",
            "market.affiliate",
            "market.click",
            "market.earning",
            "supply.crawl",
            "supply.extract.markup",
            "supply.extract.page",
            "supply.extract.draft",
            "supply.extract.state",
            "supply.extract",
            "supply.normalize",
            "supply.matching",
            "supply",
            "catalog.buylink",
            "catalog.index",
            "catalog.index.lucene",
            "catalog.answer",
            "catalog",
            "partner.connect",
            "partner.connection",
            "partner.credentials",
            "partner.webhook",
            "partner.subscription",
            "partner.source",
            "partner.source.file",
            "partner.source.magento",
            "partner.source.akeneo",
            "partner.source.bigcommerce",
            "partner.source.shopify",
            "partner.source.woocommerce",
            "partner.sync",
            "partner.destination",
            "partner.destination.openai",
            "partner.destination.google",
            "partner.destination.microsoft",
            "partner.rule",
            "partner.feed",
            "partner.push",
            "partner",
            "edge.wire",
            "edge.partnerapi",
            "edge.agentprofile",
            "edge.connectpage",
            "edge.hooks",
            "edge.catalogapi",
            "edge.mcp",
            "edge.catalogmcp",
            "edge.restv1",
            "edge.buy",
            "edge.docs",
            "edge.feeds",
            "edge",
            House.ROOT_ROOM,
            "command");

    private static final Set<String> WIRE_ROOMS =
            Set.of("edge", "supply.extract", "partner.source", "partner.destination", "partner.push");
    private static final Set<String> JSON_ROOMS = Set.of("base.json", "market.listing", "command");
    /// What of matching reads candidates and writes evidence; all else there judges what it is given.
    private static final Set<String> MATCHING_WITH_TABLES =
            Set.of("Matcher", "MatchTables", "MatchEvidence", "Rulings");

    private static final Set<String> MONEY_ROOMS =
            Set.of("market.affiliate", "market.click", "market.ledger", "market.earning");

    private static final Pattern NAMELESS =
            Pattern.compile(".*(Util|Utils|Helper|Helpers|Manager|Impl|Base)|(Base|Abstract)[A-Z].*");
    private static final Pattern NAMELESS_ROOM =
            Pattern.compile("(.*\\.)?(util|utils|helpers|shared|common|impl)(\\..*)?");
    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.Year");

    private static final House OURS = House.under("dev.aisle", ImportOption.Predefined.DO_NOT_INCLUDE_TESTS);
    private static final House PLANTED = House.under("planted");

    /// A rule: what it is called, and the violations it finds in a house.
    private record Rule(String name, String planted, Function<House, Stream<String>> violations) {}

    private static final List<Rule> RULES = List.of(
            new Rule("a room uses only rooms above it", "market.merchant.CallsForward", ArchitectureTest::upwardUses),
            new Rule("only Main may start a command", "edge.StartsACommand", ArchitectureTest::upwardUses),
            new Rule(
                    "the catalog does not use supply: they meet in the product graph",
                    "catalog.UsesSupply",
                    house -> uses(house, inFloor("catalog"), inFloor("supply"))),
            new Rule(
                    "partner does not use the catalog: feeds read the product graph",
                    "partner.UsesCatalog",
                    house -> uses(house, inFloor("partner"), inFloor("catalog"))),
            new Rule(
                    "money never changes rank: what finds and orders knows no programme, click or ledger",
                    "catalog.answer.RanksByMoney",
                    house -> uses(
                            house,
                            room -> inFloor("catalog").test(room) && !room.equals("catalog.buylink"),
                            room -> MONEY_ROOMS.stream()
                                    .anyMatch(it -> inFloor(it).test(room)))),
            new Rule("every package is null-marked", "unmarked", ArchitectureTest::unmarkedPackages),
            new Rule("no class is named for its lack of a name", "NothingHelper", ArchitectureTest::namelessClasses),
            new Rule(
                    "only base.db knows java.sql",
                    "OpensAConnection",
                    house -> house.uses()
                            .filter(use -> !room(house, use.getOriginClass()).equals("base.db"))
                            .filter(use -> packageOf(use).equals("java.sql"))
                            .map(Dependency::getDescription)),
            new Rule("base.json holds the one mapper", "MakesAMapper", ArchitectureTest::furtherMappers),
            new Rule(
                    "wire records live in edge, sources, destinations and extract",
                    "WireRecord",
                    house -> jsonUses(house, ArchitectureTest::isWireAnnotation, ArchitectureTest::isWireRoom)),
            new Rule(
                    "JSON trees are known at the rim, and where a table keeps a document",
                    "ReadsATree",
                    house -> jsonUses(
                            house,
                            use -> packageOf(use).startsWith("tools.jackson."),
                            room -> isWireRoom(room) || JSON_ROOMS.contains(room))),
            new Rule(
                    "only Settings reads the environment",
                    "ReadsTheEnvironment",
                    house -> house.calls()
                            .filter(call -> call.getTargetOwner().getFullName().equals("java.lang.System")
                                    && call.getName().equals("getenv"))
                            .filter(call -> !outermost(call.getOriginOwner()).equals(house.root() + ".Settings"))
                            .map(JavaCall::getDescription)),
            new Rule(
                    "extract, normalize, destinations and the scoring of matching do no I/O",
                    "supply.extract.ReadsAFile",
                    ArchitectureTest::ioInPureRooms),
            new Rule(
                    "what judges pairs knows no table",
                    "supply.matching.JudgesByTable",
                    ArchitectureTest::ioInPureRooms),
            new Rule("time is injected", "AsksTheClock", ArchitectureTest::clockReads));

    @TestFactory
    Stream<DynamicTest> theHouseKeepsEveryRule() {
        return RULES.stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.name(),
                        () -> assertThat(rule.violations().apply(OURS))
                                .as(rule.name())
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleFindsItsPlantedViolation() {
        return RULES.stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.name(),
                        () -> assertThat(rule.violations().apply(PLANTED))
                                .as(rule.name())
                                .anyMatch(violation -> violation.contains(rule.planted()))));
    }

    @Test
    void everyRoomInTheListExistsAndEveryPackageIsInTheList() {
        assertThat(OURS.rooms()).containsExactlyInAnyOrderElementsOf(ROOMS);
        assertThat(new HashSet<>(ROOMS)).hasSameSizeAs(ROOMS);
    }

    private static Stream<String> upwardUses(House house) {
        return house.uses()
                .filter(use -> house.room(use.getTargetClass()).isPresent())
                .filter(use -> rank(room(house, use.getTargetClass())) > rank(room(house, use.getOriginClass())))
                .filter(use -> !outermost(use.getOriginClass()).equals(house.root() + ".Main"))
                .map(Dependency::getDescription);
    }

    private static int rank(String room) {
        return ROOMS.indexOf(room);
    }

    private static Stream<String> uses(House house, Predicate<String> from, Predicate<String> to) {
        return house.uses()
                .filter(use -> from.test(room(house, use.getOriginClass())))
                .filter(use -> to.test(room(house, use.getTargetClass())))
                .map(Dependency::getDescription);
    }

    private static Stream<String> unmarkedPackages(House house) {
        Set<String> unmarked = new TreeSet<>(house.rooms());
        house.classes().stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith(NullMarked.class))
                .forEach(type -> unmarked.remove(room(house, type)));
        return unmarked.stream();
    }

    private static Stream<String> namelessClasses(House house) {
        return house.classes().stream()
                .filter(type -> NAMELESS.matcher(type.getSimpleName()).matches()
                        || NAMELESS_ROOM.matcher(room(house, type)).matches())
                .map(JavaClass::getFullName);
    }

    private static Stream<String> furtherMappers(House house) {
        return house.calls()
                .filter(call -> !room(house, call.getOriginOwner()).equals("base.json"))
                .filter(call -> call.getTargetOwner().getSimpleName().endsWith("Mapper")
                        && call.getTargetOwner().getPackageName().startsWith("tools.jackson."))
                .filter(call -> Set.of("<init>", "builder", "rebuild", "shared").contains(call.getName()))
                .map(JavaCall::getDescription);
    }

    private static Stream<String> jsonUses(House house, Predicate<Dependency> isJson, Predicate<String> mayKnow) {
        return house.uses()
                .filter(isJson)
                .filter(use -> !mayKnow.test(room(house, use.getOriginClass())))
                .map(Dependency::getDescription);
    }

    private static boolean isWireAnnotation(Dependency use) {
        return packageOf(use).equals("tools.jackson.databind.annotation")
                || packageOf(use).equals("com.fasterxml.jackson.annotation");
    }

    private static boolean isWireRoom(String room) {
        return WIRE_ROOMS.stream().anyMatch(it -> inFloor(it).test(room));
    }

    private static Stream<String> ioInPureRooms(House house) {
        List<String> io = List.of(
                "java.net.http", "java.nio.file", "java.nio.channels", "java.sql", "javax.sql", "org.apache.hc");
        return house.uses()
                .filter(use -> isPure(house, use.getOriginClass()))
                .filter(use -> io.stream().anyMatch(it -> packageOf(use).startsWith(it))
                        || room(house, use.getTargetClass()).equals("base.db")
                        || room(house, use.getTargetClass()).equals("base.http")
                        || Set.of(
                                        "java.io.File",
                                        "java.io.FileInputStream",
                                        "java.net.Socket",
                                        "java.net.URLConnection")
                                .contains(use.getTargetClass().getFullName()))
                .map(Dependency::getDescription);
    }

    private static boolean isPure(House house, JavaClass type) {
        String room = room(house, type);
        return inFloor("supply.extract").test(room)
                || room.equals("supply.normalize")
                || (room.equals("supply.matching")
                        && !MATCHING_WITH_TABLES.contains(
                                outermost(type).substring(type.getPackageName().length() + 1)))
                || inFloor("partner.destination").test(room);
    }

    private static Stream<String> clockReads(House house) {
        return house.calls()
                .filter(ArchitectureTest::isClockRead)
                .filter(call -> !Set.of(House.ROOT_ROOM, "command").contains(room(house, call.getOriginOwner())))
                .map(JavaCall::getDescription);
    }

    /// `System.nanoTime` is a stopwatch, not a clock, and stays allowed.
    private static boolean isClockRead(JavaCall<?> call) {
        String owner = call.getTargetOwner().getFullName();
        return switch (owner) {
            case "java.lang.System" -> call.getName().equals("currentTimeMillis");
            case "java.time.Clock" ->
                call.getName().startsWith("system") || call.getName().startsWith("tick");
            case "java.time.InstantSource" -> call.getName().equals("system");
            case "java.util.Date" ->
                call.getName().equals("<init>")
                        && call.getTarget().getRawParameterTypes().isEmpty();
            default ->
                CLOCKS.contains(owner)
                        && call.getName().equals("now")
                        && call.getTarget().getRawParameterTypes().isEmpty();
        };
    }

    private static Predicate<String> inFloor(String floor) {
        return room -> room.equals(floor) || room.startsWith(floor + ".");
    }

    private static String room(House house, JavaClass type) {
        return house.room(type).orElse("");
    }

    private static String packageOf(Dependency use) {
        return use.getTargetClass().getPackageName();
    }

    private static String outermost(JavaClass type) {
        return Arrays.stream(type.getFullName().split("\\$", -1)).findFirst().orElseThrow();
    }
}
