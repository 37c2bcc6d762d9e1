package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CompareCommandTest {
    private final StringWriter printed = new StringWriter();
    private final StringWriter remarks = new StringWriter();
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "deb, 1.0~rc1, 1.0, <",
        "deb, 1:0, 9, >",
        "rpm, 1.0, 0:1.0, =",
        "rpm, 1.0, 1.0^git1, <",
        "apk, 1.0_rc1, 1.0, <",
        "semver, 1.0.0-rc.1, 1.0.0, <",
        "semver, 1.0.0+a, 1.0.0+b, =",
        "windows, 10.0.19045.4291, 10.0.19045.4170, >"
    })
    void twoVersionsAreAnsweredWithOneCharacter(String ecosystem, String left, String right, String answer) {
        assertThat(run("", ecosystem, left, right)).isZero();
        assertThat(printed).hasToString(answer + System.lineSeparator());
        assertThat(remarks.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "deb, 1:, the upstream version is empty",
        "apk, abc, does not start with a digit",
        "semver, v1.2.3, a leading v",
        "semver, 1.2, major.minor.patch",
        "windows, 10.0a, position 4"
    })
    void aVersionWithoutAnOrderIsNamedAndNothingPrinted(String ecosystem, String version, String why) {
        assertThat(run("", ecosystem, version, version)).isEqualTo(2);
        assertThat(printed.toString()).isEmpty();
        assertThat(remarks.toString())
                .startsWith("fettle: " + ecosystem + " version '" + version + "'")
                .contains(why);
    }

    @Test
    void whatTheToolItselfComparesIsAnsweredWithAWarning() {
        assertThat(run("", "apk", "23_foo", "4_beta")).isZero();
        assertThat(printed.toString()).startsWith(">");
        assertThat(remarks.toString()).startsWith("fettle: warning: apk version '23_foo': what begins at position 2");
    }

    @Test
    void strictRefusesItToo() {
        assertThat(run("", "apk", "23_foo", "4_beta", "--strict")).isEqualTo(2);
        assertThat(printed.toString()).isEmpty();
        assertThat(remarks.toString()).startsWith("fettle: apk version '23_foo'");
    }

    @Test
    void batchAnswersLineByLineAndStaysAligned() {
        String input = "1\t2\r\n\n2\t1\n1:\t1\n1\n1\t2\t3\nabc\tabd\n\t1\n1\t1.0-0\n2\t2";
        assertThat(run(input, "deb")).isEqualTo(2);
        assertThat(answers).hasToString("<\n?\n>\n?\n?\n?\n<\n?\n<\n=\n");
        assertThat(remarks.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("fettle: line 2: not two versions"),
                        line -> assertThat(line).startsWith("fettle: line 4: deb version '1:'"),
                        line -> assertThat(line).startsWith("fettle: line 5: not two versions"),
                        line -> assertThat(line).startsWith("fettle: line 6: not two versions"),
                        line -> assertThat(line).startsWith("fettle: warning: line 7: deb version 'abc'"),
                        line -> assertThat(line).startsWith("fettle: warning: line 7: deb version 'abd'"),
                        line -> assertThat(line).isEqualTo("fettle: line 8: deb version '': it is empty"));
    }

    @Test
    void noLinesAreNoError() {
        assertThat(run("", "rpm")).isZero();
        assertThat(answers.size()).isZero();
        assertThat(remarks.toString()).isEmpty();
    }

    @Test
    void messagesHoldNothingThatATerminalObeys() {
        assertThat(run("\u001b[31m\u0000\u00e9\\\t1\n", "deb")).isEqualTo(2);
        assertThat(remarks.toString()).contains("'\\x1b[31m\\x00").doesNotContain("\u001b", "\u0000");
    }

    @ParameterizedTest
    @ValueSource(ints = {BoundedLines.MAX_LENGTH - 3, BoundedLines.MAX_LENGTH - 2, 3 * BoundedLines.MAX_LENGTH})
    void aLineBeyondTheLimitHasNoAnswerAndTheNextOneHas(int digits) {
        boolean within = digits + 2 <= BoundedLines.MAX_LENGTH;
        assertThat(run("1".repeat(digits) + "\t1\n1\t2\n", "windows")).isEqualTo(within ? 0 : 2);
        assertThat(answers).hasToString(within ? ">\n<\n" : "?\n<\n");
        if (!within) {
            assertThat(remarks).hasToString("fettle: line 1: longer than 1048576 bytes" + System.lineSeparator());
        }
    }

    @ParameterizedTest
    @CsvSource({"foo, 1, 2", "deb, 1, ", "DEB, 1, 2", "@deb, 1, 2"})
    void wrongWordsAreRefusedWithTheUsage(String ecosystem, String left, String right) {
        int status = right == null ? run("", ecosystem, left) : run("", ecosystem, left, right);
        assertThat(status).isEqualTo(2);
        assertThat(remarks.toString()).contains("Usage: ");
    }

    @Test
    void anAnswerIsGivenBeforeTheNextQuestionIsAwaited() {
        InputStream dialogue = new InputStream() {
            private final byte[] questions = "1\t2\n2\t1\n".getBytes(StandardCharsets.US_ASCII);
            private int asked;

            @Override
            public int read() {
                throw new AssertionError("read one by one");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                assertThat(answers.size()).isEqualTo(asked / 2);
                if (asked == questions.length) {
                    return -1;
                }
                System.arraycopy(questions, asked, buffer, offset, 4);
                asked += 4;
                return 4;
            }
        };
        assertThat(line(dialogue, answers).execute("deb")).isZero();
        assertThat(answers).hasToString("<\n>\n");
    }

    @Test
    void aReaderThatWentAwayEndsTheRunWithAMessage() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        int status = line(stream("1\t2\n"), gone).execute("deb");
        assertThat(status).isEqualTo(1);
        assertThat(remarks.toString()).startsWith("fettle: the comparison broke off: Broken pipe");
    }

    @Test
    void isOneOfTheLaunchersCommands() {
        assertThat(Main.line().getSubcommands()).containsKey("compare");
    }

    private int run(String input, String... arguments) {
        return line(stream(input), answers).execute(arguments);
    }

    private static InputStream stream(String input) {
        return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    }

    private CommandLine line(InputStream in, OutputStream out) {
        return Main.prepared(new CommandLine(new CompareCommand(in, out)))
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(remarks, true));
    }
}
