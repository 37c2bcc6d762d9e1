package io.fettle.version;

import io.fettle.version.Peer.Pair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our order against rpm's own, which its Lua offers as {@code rpm.vercmp}: one process for all pairs. */
@Tag("differential")
class RpmDifferentialTest {

    private static final int PAIRS = 100_000;

    @TempDir
    Path directory;

    @Test
    void agreesWithRpmItself() throws Exception {
        Peer.assumeInstalled("rpm", "rpm", "--eval", "%{lua: print(rpm.vercmp('1:1-1', '1'))}");
        List<Pair> pairs = pairs();
        Path input = Peer.write(directory, pairs);
        Path script = Files.writeString(directory.resolve("compare.lua"), """
                for line in io.lines("%s") do
                    local left, right = line:match("^(.-)\\t(.*)$")
                    io.write(rpm.vercmp(left, right), "\\n")
                end
                """.formatted(input));
        Peer.assertAgrees(
                RpmVersionOrder.INSTANCE, pairs, directory, "rpm", "--eval", "%{lua: dofile('" + script + "')}");
    }

    private static List<Pair> pairs() {
        GeneratedVersions generated = new GeneratedVersions("rpm", 6);
        List<Pair> pairs = new ArrayList<>();
        while (pairs.size() < PAIRS) {
            String left = pairs.size() % 10 == 0 ? generated.wild() : generated.next();
            String right = pairs.size() % 3 == 0 ? generated.next() : generated.near(left);
            if (RpmVersionOrder.INSTANCE.refusal(left).isEmpty()
                    && RpmVersionOrder.INSTANCE.refusal(right).isEmpty()) {
                pairs.add(new Pair(left, right));
            }
        }
        return pairs;
    }
}
