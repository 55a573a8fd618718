// Prints a new key with the type that quicktype generated, if a stream accepts it, and reads an invalid one.

#include <fstream>
#include <iostream>
#include <type_traits>

#include "apikeycreateresponse/APIKeyCreateResponse.hpp"

using OfAPIKeyCreateResponse::ApiKeyCreateResponse;
using nlohmann::json;

template <typename T, typename = void>
struct Printer {
    static void print(const T &) { std::cout << "no operator\n"; }
};

template <typename T>
struct Printer<T, std::void_t<decltype(std::cout << std::declval<const T &>())>> {
    static void print(const T &value) { std::cout << value << '\n'; }
};

json document(const char *path) {
    std::ifstream file(path);
    return json::parse(file);
}

int main(int, char **documents) {
    std::cout << "== quicktype: <<\n";
    Printer<ApiKeyCreateResponse>::print(document(documents[1]).get<ApiKeyCreateResponse>());
    std::cout << "== quicktype: invalid\n";
    try {
        document(documents[3]).get<ApiKeyCreateResponse>();
        std::cout << "read\n";
    } catch (const std::exception &refused) {
        std::cout << refused.what() << '\n';
    }
}
