package io.fettle.api.running;

import java.util.List;

/**
 * A service whose processes still run code that was replaced on disk. All text is hostile until escaped.
 *
 * @param service unit of the service manager, for example {@code ssh.service}; where there is none, the name of the program
 * @param files names of replaced files that are still in use, at most {@link #MAX_FILES} of them, sorted
 * @param processes how many of its processes do
 */
public record StaleService(String service, List<String> files, int processes) {
    public static final int MAX_FILES = 5;
    /** Characters of a name of either kind. */
    public static final int MAX_NAME = 100;

    public StaleService {
        files = List.copyOf(files);
        boolean named = fits(service) && files.stream().allMatch(StaleService::fits);
        if (!named || files.size() > MAX_FILES || processes < 1) {
            throw new IllegalArgumentException(
                    "A service has a name, at least one process and at most " + MAX_FILES + " files");
        }
    }

    int characters() {
        return service.length() + files.stream().mapToInt(String::length).sum();
    }

    private static boolean fits(String name) {
        return !name.isEmpty() && name.length() <= MAX_NAME;
    }
}
