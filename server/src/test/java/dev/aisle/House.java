package dev.aisle;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The classes below a root package, seen as rooms; the room of the root package itself is called `(root)`.
record House(String root, JavaClasses classes) {

    static final String ROOT_ROOM = "(root)";

    static House under(String root, ImportOption... options) {
        return new House(
                root,
                new ClassFileImporter().withImportOptions(List.of(options)).importPackages(root));
    }

    Set<String> rooms() {
        return classes.stream()
                .map(this::room)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The room of a class; nothing for a class that is not of this house.
    Optional<String> room(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(root)) {
            return Optional.of(ROOT_ROOM);
        }
        return name.startsWith(root + ".") ? Optional.of(name.substring(root.length() + 1)) : Optional.empty();
    }

    /// Every use of one class by another.
    Stream<Dependency> uses() {
        return classes.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
    }

    Stream<JavaCall<?>> calls() {
        return classes.stream()
                .flatMap(type -> Stream.concat(
                        type.getMethodCallsFromSelf().stream(), type.getConstructorCallsFromSelf().stream()));
    }
}
