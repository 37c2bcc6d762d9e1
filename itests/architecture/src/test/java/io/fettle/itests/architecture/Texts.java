package io.fettle.itests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** The texts in a class's constant pool (JVM specification, section 4.4): its string literals are among them. */
final class Texts {
    private static final int HEADER = 8;

    private Texts() {}

    static Set<String> of(JavaClass type) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(
                type.getSource().orElseThrow().getUri().toURL().openStream()))) {
            in.skipNBytes(HEADER);
            return read(in, in.readUnsignedShort());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + type.getName(), e);
        }
    }

    private static Set<String> read(DataInputStream in, int count) throws IOException {
        Set<String> texts = new HashSet<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.add(in.readUTF());
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    // These take two places.
                    i++;
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("Constant of unknown kind " + tag);
            }
        }
        return texts;
    }
}
