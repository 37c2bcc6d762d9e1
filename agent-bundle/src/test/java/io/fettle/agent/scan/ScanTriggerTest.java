package io.fettle.agent.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTriggerTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var/lib/dpkg/status",
                "etc/apt/sources.list.d/x.sources",
                "var/lib/rpm/rpmdb.sqlite",
                "usr/lib/sysimage/rpm/rpmdb.sqlite-wal",
                "etc/yum.repos.d/x.repo",
                "etc/dnf/dnf.conf",
                "etc/dnf/modules.d/nodejs.module",
                "etc/dnf/plugins/versionlock.list"
            })
    void whatAPackageManagerReadsIsAReason(String path) throws IOException {
        ScanTrigger trigger = new ScanTrigger(root);
        trigger.changed();
        assertThat(trigger.changed()).isFalse();
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "1");
        assertThat(trigger.changed()).isTrue();
        assertThat(trigger.changed()).isFalse();
        Files.writeString(file, "22");
        assertThat(trigger.changed()).isTrue();
    }

    @Test
    void anythingElseIsNone() throws IOException {
        ScanTrigger trigger = new ScanTrigger(root);
        trigger.changed();
        Files.createDirectories(root.resolve("var/log"));
        Files.writeString(root.resolve("var/log/messages"), "1");
        assertThat(trigger.changed()).isFalse();
    }
}
