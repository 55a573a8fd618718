using System;
using System.IO;

/// <summary>Prints a new key with the type that quicktype generated, and reads an invalid one.</summary>
public static class Program
{
    public static void Main(string[] documents)
    {
        var created = OfAPIKeyCreateResponse.ApiKeyCreateResponse.FromJson(File.ReadAllText(documents[0]));
        Console.WriteLine("== quicktype: ToString()\n" + created);
        Console.WriteLine("== quicktype: invalid");
        try
        {
            OfAPIKeyCreateResponse.ApiKeyCreateResponse.FromJson(File.ReadAllText(documents[2]));
            Console.WriteLine("read");
        }
        catch (Exception refused)
        {
            Console.WriteLine(refused);
        }
    }
}
