package io.fettle.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One at a time starts the parts of an instance. Ends with the process, however that ends. */
final class InstanceLock implements AutoCloseable {
    private final FileChannel file;

    private InstanceLock(FileChannel file) {
        this.file = file;
    }

    /** @throws LauncherException where another one has it; nobody waits */
    static InstanceLock take(Instance instance) {
        Path path = instance.state("up.lock");
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(file)) {
                file.close();
                throw new LauncherException("another ./fettle up or demo is at work on " + instance.home
                        + "; wait until it is done, or look at ./fettle status");
            }
            return new InstanceLock(file);
        } catch (IOException e) {
            throw new LauncherException("cannot write " + path + "; choose another directory with --home", e);
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new LauncherException("cannot let go of the instance", e);
        }
    }
}
