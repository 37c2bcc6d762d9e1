package io.fettle.protocol;

import io.fettle.api.Reason;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Answer.Refused;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.api.exchange.Answer.Spooled;
import io.fettle.api.exchange.Conversation;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Several envelopes or answers in one HTTP body. Each frame: length (4 bytes, big endian), type (1 byte), content. Types:
 * 0 envelope; 1 replied (an envelope); 2 spooled (seconds, 4 bytes); 3 refused (a reason as JSON).
 */
public final class Frames {
    /** Longest body: a batch of check-ins, or a few inventories. */
    public static final int MAX_BODY = 32 << 20;

    public static final String CONTENT_TYPE = "application/vnd.fettle.frames";

    private static final int ENVELOPE = 0;
    private static final int REPLIED = 1;
    private static final int SPOOLED = 2;
    private static final int REFUSED = 3;

    private Frames() {}

    public static byte[] envelopes(List<byte[]> envelopes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        envelopes.forEach(envelope -> frame(body, ENVELOPE, envelope));
        return body.toByteArray();
    }

    public static List<byte[]> readEnvelopes(byte[] body) {
        List<byte[]> envelopes = new ArrayList<>();
        for (Frame frame : read(body)) {
            if (frame.type != ENVELOPE) {
                throw new MalformedMessageException("Expected an envelope, found a frame of type " + frame.type);
            }
            envelopes.add(frame.content);
        }
        return envelopes;
    }

    public static byte[] answers(List<Answer> answers) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Answer answer : answers) {
            if (answer instanceof Replied replied) {
                frame(body, REPLIED, replied.envelope());
            } else if (answer instanceof Spooled spooled) {
                frame(
                        body,
                        SPOOLED,
                        ByteBuffer.allocate(4)
                                .putInt(spooled.retryAfterSeconds())
                                .array());
            } else if (answer instanceof Refused refused) {
                frame(body, REFUSED, JsonOut.write(out -> out.reason("reason", refused.reason())));
            }
        }
        return body.toByteArray();
    }

    public static List<Answer> readAnswers(byte[] body) {
        List<Answer> answers = new ArrayList<>();
        for (Frame frame : read(body)) {
            answers.add(
                    switch (frame.type) {
                        case REPLIED -> new Replied(frame.content);
                        case SPOOLED -> new Spooled(frame.number());
                        case REFUSED -> new Refused(JsonIn.read(frame.content, Frames::readReason));
                        case ENVELOPE -> throw new MalformedMessageException("An envelope is no answer");
                        // Of a newer relay or server: what was said counts as not taken, and comes again.
                        default ->
                            new Refused(Reason.of("answer.not_understood", "type", Integer.toString(frame.type)));
                    });
        }
        return answers;
    }

    private static Reason readReason(JsonIn in) {
        Reason reason = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "reason" -> reason = in.reason();
                default -> in.skip();
            }
        }
        return JsonIn.required(reason, "reason");
    }

    private static void frame(ByteArrayOutputStream body, int type, byte[] content) {
        body.writeBytes(
                ByteBuffer.allocate(5).putInt(content.length).put((byte) type).array());
        body.writeBytes(content);
    }

    private static List<Frame> read(byte[] body) {
        if (body.length > MAX_BODY) {
            throw new MalformedMessageException("A body has at most " + MAX_BODY + " bytes");
        }
        List<Frame> frames = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(body);
        while (in.hasRemaining()) {
            if (frames.size() == Conversation.MAX_ENVELOPES) {
                throw new MalformedMessageException("A body has at most " + Conversation.MAX_ENVELOPES + " frames");
            }
            frames.add(readFrame(in));
        }
        return frames;
    }

    private static Frame readFrame(ByteBuffer in) {
        try {
            int length = in.getInt();
            int type = in.get();
            if (length < 0 || length > in.remaining()) {
                throw new MalformedMessageException("A frame is longer than its body");
            }
            byte[] content = new byte[length];
            in.get(content);
            return new Frame(type, content);
        } catch (BufferUnderflowException e) {
            throw new MalformedMessageException("A frame breaks off", e);
        }
    }

    private record Frame(int type, byte[] content) {
        int number() {
            if (content.length != 4) {
                throw new MalformedMessageException("A number has 4 bytes");
            }
            return ByteBuffer.wrap(content).getInt();
        }
    }
}
