package io.fettle.agent.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.inventory.PinRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {
    @TempDir
    Path apt;

    @Test
    void fileComesBeforeTheDirectoryAndThatInOrderOfNames() throws IOException {
        write("preferences", pin("first", 1));
        write("preferences.d/b.pref", pin("last", 3));
        write("preferences.d/a", pin("second", 2));
        assertThat(Preferences.read(apt)).extracting(PinRule::priority).containsExactly(1, 2, 3);
    }

    @Test
    void filesThatAptIgnoresAreIgnored() throws IOException {
        write("preferences.d/x.bak", pin("no", 1));
        write("preferences.d/x.pref.dpkg-old", pin("no", 1));
        write("preferences.d/with space", pin("no", 1));
        assertThat(Preferences.read(apt)).isEmpty();
    }

    @Test
    void stanzaIsReadAsAptReadsIt() throws IOException {
        write("preferences", """
                # a comment
                Explanation: why
                Package: src:perl lib*
                 more
                Pin: release o=Debian, n=bookworm
                Pin-Priority: -10

                Package: nothing
                Pin: nonsense x
                Pin-Priority: 5

                Package: nothing
                Pin: version 1*
                """);
        assertThat(Preferences.read(apt))
                .containsExactly(
                        new PinRule(List.of("src:perl", "lib*", "more"), "release", "o=Debian, n=bookworm", -10));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(apt.resolve(name).getParent());
        Files.writeString(apt.resolve(name), text);
    }

    private static String pin(String name, int priority) {
        return "Package: " + name + "\nPin: version 1\nPin-Priority: " + priority + "\n";
    }
}
