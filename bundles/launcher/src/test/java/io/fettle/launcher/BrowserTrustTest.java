package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BrowserTrustTest {
    private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

    private final List<String> lines = BrowserTrust.lines(Path.of("/home/jo/.fettle/server/pki/root.pem"));

    @Test
    void summaryNamesTheFileAndTheWayForEachBrowser() {
        assertThat(lines.get(0)).endsWith(" /home/jo/.fettle/server/pki/root.pem");
        assertThat(String.join("\n", lines)).contains("Firefox: ", "Chrome, Chromium: ");
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void pageThatTellsMoreIsThereAndNamesTheSameFile() throws Exception {
        List<String> pages = Pattern.compile("docs/[a-z-]+\\.md")
                .matcher(String.join("\n", lines))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(pages).hasSize(1);
        assertThat(Files.readString(CHECKOUT.resolve(pages.get(0))))
                .contains("server/pki/root.pem", "Firefox", "Chrome");
    }
}
