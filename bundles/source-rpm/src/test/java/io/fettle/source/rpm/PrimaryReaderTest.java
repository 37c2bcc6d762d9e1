package io.fettle.source.rpm;

import static io.fettle.source.rpm.TestRepository.pkg;
import static io.fettle.source.rpm.TestRepository.primary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.catalog.OfferedPackage;
import io.fettle.format.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimaryReaderTest {
    private final List<OfferedPackage> found = new ArrayList<>();

    @Test
    void packagesOutOfFormAreLeftOutAndCounted() throws IOException {
        String good = pkg("good 0 1 1 noarch");
        long leftOut = read(primary(
                good,
                good.replace("<name>good", "<name>&lt;b&gt;"),
                good.replace("ver=\"1\"", "ver=\"1-2\""),
                good.replace("epoch=\"0\"", "epoch=\"x\""),
                good.replace("Packages/", "../../etc/"),
                good.replace("<location ", "<location xml:base=\"https://elsewhere.example.org/\" "),
                good.replace("type=\"sha256\"", "type=\"sha\""),
                good.replaceFirst("package=\"1234\"", "package=\"-1\"")));
        assertThat(found).extracting(OfferedPackage::name).containsExactly("good");
        assertThat(leftOut).isEqualTo(7);
    }

    @Test
    void sourcePackagesAreNotOffered() throws IOException {
        assertThat(read(primary(pkg("a 0 1 1 src"), pkg("a 0 1 1 nosrc")))).isZero();
        assertThat(found).isEmpty();
    }

    @Test
    void anEpochOfZeroIsNotWritten() throws IOException {
        read(primary(pkg("a 0 1.0~rc1 1^2 noarch"), pkg("b 02 1 1 noarch")));
        assertThat(found).extracting(OfferedPackage::version).containsExactly("1.0~rc1-1^2", "2:1-1");
    }

    @ParameterizedTest
    @CsvSource({
        "openssl-libs-3.0-1.el9.src.rpm, openssl-libs, 3.0-1.el9",
        "kernel-5-1.nosrc.rpm, kernel, 5-1",
        "'', a, 1-1",
        "odd.rpm, a, 1-1",
        "-1-1.src.rpm, a, 1-1"
    })
    void theSourcePackageIsTold(String file, String name, String version) {
        Nevra nevra = Nevra.of("a", "0", "1", "1", "noarch").orElseThrow();
        assertThat(SourceName.of(file, nevra)).isEqualTo(new SourceName(name, version));
    }

    @Test
    void membersOfModulesAreTold() throws IOException {
        byte[] bytes =
                primary(pkg("nodejs 1 18 1 x86_64"), pkg("bash 0 5 1 x86_64")).getBytes(StandardCharsets.UTF_8);
        Modules modules = new Modules(Map.of("nodejs-1:18-1.x86_64", "nodejs:18"));
        PrimaryReader.read(new ByteArrayInputStream(bytes), bytes.length, modules, found::add, "primary");
        assertThat(found).extracting(OfferedPackage::module).containsExactly("nodejs:18", "");
    }

    @Test
    void everyRelationIsRead() throws IOException {
        StringBuilder entries = new StringBuilder("<rpm:obsoletes>");
        for (String flag : List.of("LT", "LE", "EQ", "GE", "GT")) {
            entries.append("<rpm:entry name=\"x\" flags=\"" + flag + "\" epoch=\"0\" ver=\"2\"/>");
        }
        entries.append("<rpm:entry name=\"(odd)\"/></rpm:obsoletes>");
        read(primary(pkg("a 0 1 1 noarch", entries.toString())));
        assertThat(found.get(0).obsoletes()).containsExactly("x < 2", "x <= 2", "x = 2", "x >= 2", "x > 2");
    }

    @Test
    void anotherDocumentIsRefused() {
        assertThatThrownBy(() -> read("<html/>")).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(FormatException.class);
        String whole = primary(pkg("a 0 1 1 noarch"));
        assertThatThrownBy(() -> read(whole.substring(0, whole.length() - 20))).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> read(whole + "<more/>")).isInstanceOf(FormatException.class);
    }

    private long read(String xml) throws IOException {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        return PrimaryReader.read(new ByteArrayInputStream(bytes), bytes.length, Modules.NONE, found::add, "primary");
    }
}
