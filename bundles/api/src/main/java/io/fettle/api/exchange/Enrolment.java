package io.fettle.api.exchange;

/**
 * Port: one machine asks to join. Message formats are {@code io.fettle.protocol.EnrolRequest} and {@code EnrolReply}; a
 * relay forwards the bytes as they are.
 */
public interface Enrolment {
    /**
     * Blocks until the new identity is durable.
     *
     * @throws io.fettle.api.FettleException ENROLMENT_REFUSED (DENIED) without detail for the asker; the audit has it
     */
    byte[] enrol(byte[] request, Origin origin);

    /** Where the request came from. {@code relayId} is empty for a direct one. */
    record Origin(String remoteAddress, String relayId) {}
}
