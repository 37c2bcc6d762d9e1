package io.fettle.source.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.format.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModulesReaderTest {
    private static final String TWO = """
            ---
            document: modulemd-defaults
            version: 1
            data:
              module: mariadb
              stream: 10.5
              profiles:
                10.5: [server]
            ...
            ---
            version: 2
            data:
              name: mariadb
              stream: 1.10
              version: 9040020240101000000
              dependencies:
              - buildrequires: {platform: [el9]}
              artifacts:
                rpms:
                - mariadb-3:10.5.16-2.module+el9.x86_64
                - "mariadb-server-3:10.5.16-2.module+el9.x86_64"
                rpm-map: {sha256: {a: {name: b}}}
            document: modulemd
            ...
            ---
            document: modulemd
            version: 2
            data: {name: perl, stream: '5.32', artifacts: {rpms: [perl-4:5.32.1-1.el9.noarch]}}
            ...
            """;

    @Test
    void streamsAreToldOfTheirPackages() throws IOException {
        Modules modules = read(TWO);
        assertThat(modules.size()).isEqualTo(3);
        assertThat(stream(modules, "mariadb-server", "3", "10.5.16", "2.module+el9", "x86_64"))
                .isEqualTo("mariadb:1.10");
        assertThat(stream(modules, "perl", "4", "5.32.1", "1.el9", "noarch")).isEqualTo("perl:5.32");
        assertThat(stream(modules, "perl", "4", "5.32.1", "2.el9", "noarch")).isEmpty();
    }

    @Test
    void otherDocumentsAreNoModules() throws IOException {
        assertThat(read("--- [a]\n--- b\n---\ndocument: modulemd-obsoletes\ndata: {name: a, stream: b}\n")
                        .size())
                .isZero();
        assertThat(read("").size()).isZero();
    }

    @Test
    void whatIsNoYamlIsRefused() {
        assertThatThrownBy(() -> read("a: [")).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> read("data: &x {artifacts: *x}")).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> read("a: !!java.net.URL [\"http://x.example.org\"]\nb: *c"))
                .isInstanceOf(FormatException.class);
    }

    private static String stream(Modules modules, String... part) {
        return modules.streamOf(
                Nevra.of(part[0], part[1], part[2], part[3], part[4]).orElseThrow());
    }

    private static Modules read(String yaml) throws IOException {
        byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
        return ModulesReader.read(new ByteArrayInputStream(bytes), Math.max(1, bytes.length), "modules");
    }
}
