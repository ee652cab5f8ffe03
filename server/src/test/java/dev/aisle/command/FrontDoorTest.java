package dev.aisle.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `./aisle` is the one front door: what is not let in there nobody can use.
class FrontDoorTest {

    private static final Pattern ARM = Pattern.compile("(?m)^    ([a-z| -]+)\\)");

    @Test
    void everyCommandIsLetIn() throws IOException {
        String script = Files.readString(Path.of("..", "aisle"));

        Set<String> letIn = ARM.matcher(script.substring(script.indexOf("case $command in")))
                .results()
                .map(MatchResult::group)
                .flatMap(arm -> Arrays.stream(arm.split("[|) ]+", -1)))
                .collect(Collectors.toSet());

        assertThat(letIn).containsAll(Aisle.commandLine().getSubcommands().keySet());
    }
}
