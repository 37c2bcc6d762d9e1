package io.fettle.catalog.advisory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The few shapes that records are written in. */
final class Fields {
    private static final int MAX_COUNT = 100_000;

    private Fields() {}

    interface Write<T> {
        void to(DataOutputStream out, T value) throws IOException;
    }

    interface Read<T> {
        T from(DataInputStream in) throws IOException;
    }

    static <T> void list(DataOutputStream out, List<T> values, Write<T> each) throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            each.to(out, value);
        }
    }

    static <T> List<T> list(DataInputStream in, Read<T> each) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_COUNT) {
            throw new IOException("A record has an impossible count: " + count);
        }
        List<T> values = new ArrayList<>(Math.min(count, 100));
        for (int i = 0; i < count; i++) {
            values.add(each.from(in));
        }
        return values;
    }

    static <T> void optional(DataOutputStream out, Optional<T> value, Write<T> write) throws IOException {
        out.writeBoolean(value.isPresent());
        if (value.isPresent()) {
            write.to(out, value.get());
        }
    }

    static <T> Optional<T> optional(DataInputStream in, Read<T> read) throws IOException {
        return in.readBoolean() ? Optional.of(read.from(in)) : Optional.empty();
    }

    static void text(DataOutputStream out, String text) throws IOException {
        out.writeUTF(text);
    }

    static String text(DataInputStream in) throws IOException {
        return in.readUTF();
    }

    static void time(DataOutputStream out, Instant time) throws IOException {
        out.writeLong(time.toEpochMilli());
    }

    static Instant time(DataInputStream in) throws IOException {
        return Instant.ofEpochMilli(in.readLong());
    }

    static void word(DataOutputStream out, Enum<?> value) throws IOException {
        out.writeByte(value.ordinal());
    }

    /** The order of an enum's constants is part of the format. */
    static <E extends Enum<E>> E word(DataInputStream in, E[] values) throws IOException {
        int ordinal = in.readUnsignedByte();
        if (ordinal >= values.length) {
            throw new IOException("A record has an unknown word: " + ordinal);
        }
        return values[ordinal];
    }
}
