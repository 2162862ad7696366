package io.resail.testing;

import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The types that a compiled class refers to.
final class References {
  /// A type within a descriptor or signature. One nested in a generic type begins at its outer one.
  private static final Pattern TYPE = Pattern.compile("L([\\w$/]+)[;<]");

  private References() {}

  /// Their names, without itself.
  static SortedSet<String> of(ClassModel model) {
    SortedSet<String> names = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type -> addClass(names, type.asInternalName());
        case NameAndTypeEntry member -> addDescriptor(names, member.type().stringValue());
        case MethodTypeEntry method -> addDescriptor(names, method.descriptor().stringValue());
        default -> {}
      }
    }
    addDeclared(names, model);
    model
        .methods()
        .forEach(
            method -> {
              addDescriptor(names, method.methodType().stringValue());
              addDeclared(names, method);
            });
    model
        .fields()
        .forEach(
            field -> {
              addDescriptor(names, field.fieldType().stringValue());
              addDeclared(names, field);
            });
    model
        .findAttribute(Attributes.record())
        .ifPresent(record -> record.components().forEach(part -> addDeclared(names, part)));
    names.remove(name(model.thisClass().asInternalName()));
    return names;
  }

  /// What generics and annotations name: they stand in no class entry.
  private static void addDeclared(Set<String> names, AttributedElement element) {
    element
        .findAttribute(Attributes.signature())
        .ifPresent(signature -> addDescriptor(names, signature.signature().stringValue()));
    Stream.of(
            element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream()),
            element.findAttribute(Attributes.runtimeInvisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream()))
        .flatMap(each -> each)
        .map(Annotation::className)
        .forEach(type -> addDescriptor(names, type.stringValue()));
  }

  private static void addClass(Set<String> names, String internalName) {
    if (internalName.startsWith("[")) {
      addDescriptor(names, internalName);
    } else {
      names.add(name(internalName));
    }
  }

  private static void addDescriptor(Set<String> names, String descriptor) {
    Matcher types = TYPE.matcher(descriptor);
    while (types.find()) {
      names.add(name(types.group(1)));
    }
  }

  /// The name of a class as sources write it.
  static String name(String internalName) {
    return internalName.replace('/', '.');
  }

  /// The package of a class.
  static String packageOf(String name) {
    return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
  }
}
