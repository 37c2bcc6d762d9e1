package io.fettle.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.protocol.Reply.NetworkInfo;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The golden reply says nothing of a chain, as those before it did. */
class NetworkInfoTest {
    @Test
    void chainOfTheOrdersCertificateIsReadAsItWasWritten() {
        assertThat(read(List.of(new byte[] {1, 2}, new byte[] {3})).ordersChain())
                .containsExactly(new byte[] {1, 2}, new byte[] {3});
    }

    @Test
    void aReplyThatDoesNotKnowTheChainHasNone() {
        assertThat(Reply.decode(Golden.read("reply.json"))
                        .network()
                        .orElseThrow()
                        .ordersChain())
                .isEmpty();
    }

    @Test
    void chainsAreBounded() {
        List<byte[]> endless = Collections.nCopies(6, new byte[] {1});
        assertThatThrownBy(() -> read(endless)).isInstanceOf(FettleException.class);
    }

    private static NetworkInfo read(List<byte[]> chain) {
        Reply sample = Samples.reply();
        Reply reply = new Reply(
                sample.inReplyTo(),
                sample.serverTime(),
                1,
                sample.inventory(),
                List.of(),
                Optional.empty(),
                false,
                false,
                60,
                Optional.of(new NetworkInfo(List.of("a:1"), List.of(), chain)),
                Optional.empty());
        return Reply.decode(reply.encode()).network().orElseThrow();
    }
}
