package io.fettle.source.rpm;

import static io.fettle.source.rpm.TestRepository.REPOMD;
import static io.fettle.source.rpm.TestRepository.collection;
import static io.fettle.source.rpm.TestRepository.fix;
import static io.fettle.source.rpm.TestRepository.pkg;
import static io.fettle.source.rpm.TestRepository.primary;
import static io.fettle.source.rpm.TestRepository.update;
import static io.fettle.source.rpm.TestRepository.updates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.format.FormatException;
import io.fettle.fuzz.RepeatedBytes;
import io.fettle.source.rpm.TestRepository.Packing;
import io.fettle.spi.source.SyncResult;
import io.fettle.testkit.source.RecordingSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worst that a server can send: a clear error, memory that stays small, and nothing completed. */
class HostileFeedTest {
    private static final String DTD = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;\"><!ENTITY d SYSTEM \"file:///etc/passwd\">]>";
    private static final String PRIMARY = primary(pkg("bash 0 5.1 1 x86_64"));
    private static final String UPDATES = updates(update("X-1", collection(fix("bash 0 5.1 2 x86_64"))));
    private static final String MODULES =
            "---\ndocument: modulemd\ndata: {name: a, stream: b, artifacts: {rpms: [c-0:1-1.noarch]}}\n";
    private static final Map<String, String> GOOD =
            Map.of("primary", PRIMARY, "updateinfo", UPDATES, "modules", MODULES);

    private final TestRepository repository = new TestRepository()
            .file("primary", PRIMARY, Packing.GZ)
            .file("updateinfo", UPDATES, Packing.GZ)
            .file("modules", MODULES, Packing.GZ);

    @Test
    void theFeedIsFineWhereNobodyTampersWithIt() throws IOException {
        repository.publish();
        assertThat(sync()).isInstanceOf(SyncResult.Completed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"primary", "updateinfo"})
    void documentTypesAndEntitiesAreRefused(String type) throws IOException {
        String good = GOOD.get(type);
        int declared = good.indexOf("?>") + 2;
        assertRefused(type, good.substring(0, declared) + DTD + good.substring(declared));
        assertRefused(
                type,
                good.substring(0, declared) + DTD + good.substring(declared).replace("bash", "&c;"));
        assertRefused(type, good.replace("bash", "&d;"));
        assertRefused(type, good.replace("UTF-8", "UTF-16"));
    }

    @Test
    void theListItselfHasNoDocumentType() throws IOException {
        repository.publish();
        String list = new String(repository.files.get(REPOMD), StandardCharsets.UTF_8);
        repository.files.put(REPOMD, list.replace("<repomd", DTD + "<repomd").getBytes(StandardCharsets.UTF_8));
        assertRefused();
        repository.files.put(REPOMD, list.substring(0, list.length() / 2).getBytes(StandardCharsets.UTF_8));
        assertRefused();
        repository.files.put(REPOMD, new byte[0]);
        assertRefused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"primary", "updateinfo", "modules"})
    void contentThatEndsInTheMiddleIsRefused(String type) throws IOException {
        String good = GOOD.get(type);
        assertRefused(type, good.substring(0, good.length() / 2) + "{[<");
    }

    @ParameterizedTest
    @EnumSource(
            value = Packing.class,
            names = {"GZ", "XZ", "ZST"})
    void bombsEndAtTheSizeThatTheListTells(Packing packing) throws IOException {
        byte[] bomb = TestRepository.packed(new byte[300 << 20], packing);
        assertThat(bomb.length).isLessThan(1 << 20);
        for (String type : GOOD.keySet()) {
            repository.file(type, GOOD.get(type), packing).publish();
            // As if the list had been made for it: only what it unpacks to is a lie.
            repository.listed(type, "(<checksum type=\"sha256\">)[0-9a-f]+", "$1" + Digest.of(bomb));
            repository.listed(type, "<size>\\d+", "<size>" + bomb.length);
            repository.files.put(repository.path(type), bomb);
            repository.publish();
            assertRefused();
            repository.files.remove(repository.path(type));
            repository.file(type, GOOD.get(type), packing);
        }
    }

    @Test
    void anythingDeepIsRefused() throws IOException {
        assertRefused("primary", "<metadata>" + "<a>".repeat(200) + "</a>".repeat(200) + "</metadata>");
        assertRefused("updateinfo", "<updates>" + "<a>".repeat(200) + "</a>".repeat(200) + "</updates>");
        assertRefused("modules", "[".repeat(200) + "]".repeat(200));
    }

    @Test
    void aliasesInModulesAreRefused() throws IOException {
        assertRefused("modules", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n");
    }

    @Test
    void hugeTextsAreRefused() throws IOException {
        String huge = "x".repeat(5 << 20);
        assertRefused("primary", PRIMARY.replace("<name>bash", "<name>" + huge));
        assertRefused("updateinfo", UPDATES.replace("<id>", "<id>" + huge));
        assertRefused("modules", MODULES.replace("name: a", "name: " + huge));
    }

    @Test
    void aMillionUpdatesAreRefused() {
        InputStream endless = endless("<updates>", update("X-%d", ""));
        assertThatThrownBy(() -> UpdateinfoReader.read(endless, Long.MAX_VALUE, Modules.NONE, update -> {}, "updates"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("more than 200000 updates");
    }

    @Test
    void moreThanAMillionPackagesAreRefused() {
        String small = "<package><name>a%d</name></package>";
        assertThatThrownBy(() -> PrimaryReader.read(
                        endless("<metadata>", small), Long.MAX_VALUE, Modules.NONE, offered -> {}, "primary"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("more than 1000000 packages");
    }

    @Test
    void anUpdateWithEndlessPackagesIsRefused() {
        InputStream endless = endless("<updates><update><id>X</id><pkglist><collection>", fix("a%d 0 1 1 noarch"));
        assertThatThrownBy(() -> UpdateinfoReader.read(endless, Long.MAX_VALUE, Modules.NONE, update -> {}, "updates"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("more than 100000 packages");
    }

    @Test
    void endlessPartsOfOneUpdateAreRefused() throws IOException {
        String fixes = IntStream.range(0, 1_000)
                .mapToObj(i -> fix("a" + i + " 0 1 1 noarch"))
                .reduce("", String::concat);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 101; i++) {
            many.append(update("X-1", collection(fixes)));
        }
        assertRefused("updateinfo", updates(many.toString()));
    }

    @Test
    void endlessModulesAreRefused() {
        InputStream endless =
                endless("document: modulemd\ndata:\n  artifacts:\n    rpms:\n", "    - a%d-0:1-1.noarch\n");
        assertThatThrownBy(() -> ModulesReader.read(endless, Long.MAX_VALUE, "modules"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("more packages in modules");
    }

    private static InputStream endless(String beginning, String repeated) {
        return new RepeatedBytes(beginning, count -> repeated.replace("%d", String.valueOf(count)), Long.MAX_VALUE, "");
    }

    private void assertRefused(String type, String content) throws IOException {
        repository.file(type, content, Packing.ZST).publish();
        assertRefused();
    }

    private void assertRefused() throws IOException {
        SyncResult result = sync();
        assertThat(result).isInstanceOf(SyncResult.Refused.class);
        assertThat(((SyncResult.Refused) result).why().code()).isIn("source.malformed", "source.torn");
        assertThat(((SyncResult.Refused) result).why().parameters().values())
                .allMatch(text -> !text.isEmpty() && text.length() < 1_000);
    }

    private SyncResult sync() throws IOException {
        Map<String, String> settings = Map.of("uri", "https://dl.example.org/", "platform", "Fedora:42");
        return new RpmSourceFactory().create(settings).sync(new TestContext(root -> repository), new RecordingSink());
    }
}
