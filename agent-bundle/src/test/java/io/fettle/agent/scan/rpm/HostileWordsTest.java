package io.fettle.agent.scan.rpm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.agent.hand.Commands;
import io.fettle.agent.scan.ScanError;
import io.fettle.api.FettleException;
import io.fettle.api.inventory.Inventory;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.fuzz.RepeatedBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rpm and dnf say, or whoever stands in their place. */
class HostileWordsTest {
    private static final String INSTALLED =
            "bash\t0\t5.1.8\t9.el9\tx86_64\tbash-5.1.8-9.el9.src.rpm\t1700000000\ngpg-pubkey\t0\t1\t1\t(none)\t\t1\n";
    private static final String FACTS = """
            arch\tx86_64
            repository\tbase\t\t99\t0\t0\t0
            repository-place\tbase\thttps://dl.example.org/
            repository-exclude\tbase\ta*
            exclude\tb*
            lock\ta-1*
            metadata\tbase\t/var/cache/dnf/base/repomd.xml
            change\tbash\tx86_64\t1-1\t1-2
            kept\tzsh\tx86_64\tnothing provides it
            planned
            obsoletes\t1
            end
            """;

    @Test
    @Fuzzes(RpmDatabase.class)
    void rpmsListIsReadOrRefused() {
        Fuzz.of("rpm -qa", INSTALLED).declares(FettleException.class).lenient().check(input -> database(
                        new ByteArrayInputStream(input))
                .read());
    }

    @Test
    void aMillionPackagesAndMoreAreRefused() {
        InputStream many = new RepeatedBytes("", n -> "a" + n + "\t0\t1\t1\tnoarch\t\t1\n", 1_000_000, "");
        assertThatThrownBy(() -> database(many).read())
                .isInstanceOf(FettleException.class)
                .hasMessageContaining("over " + Inventory.MAX_PACKAGES + " packages");
        InputStream endless = new RepeatedBytes("", n -> "x".repeat(1 << 16), Long.MAX_VALUE, "");
        assertThatThrownBy(() -> database(endless).read())
                .isInstanceOf(FettleException.class)
                .hasMessageContaining("A line has over");
    }

    @Test
    @Fuzzes({DnfFacts.class, DnfReading.class})
    void dnfsFactsAreReadOrRefused() {
        Fuzz.of("dnf facts", FACTS)
                .declares(FettleException.class)
                .check(input -> DnfFacts.parse(new String(input, StandardCharsets.UTF_8)));
    }

    private static RpmDatabase database(InputStream said) {
        return new RpmDatabase(Path.of("/"), new Commands() {
            @Override
            public <T> Ended<T> run(List<String> command, Duration limit, Reader<T> output) {
                try {
                    return new Ended<>(0, output.read(said), "");
                } catch (IOException e) {
                    throw new FettleException(ScanError.RPM_FAILED, e.getMessage(), e);
                }
            }
        });
    }
}
