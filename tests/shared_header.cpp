// The header that all tests share is made for this file: catch_main.cpp, which reads Catch2 in another way, cannot have
// it, and a library none of whose files has it would not make it at all.
