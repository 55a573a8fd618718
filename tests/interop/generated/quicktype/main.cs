using System;
using System.IO;
using System.Linq;
using System.Reflection;

/// <summary>
/// Deserializes each document of a folder with the type that quicktype generated, and serializes it to another folder.
/// </summary>
public static class Program
{
    public static void Main(string[] folders)
    {
        Type[] types = Assembly.GetExecutingAssembly().GetTypes();
        foreach (string file in Directory.GetFiles(folders[0], "*.json").OrderBy(file => file))
        {
            string name = Path.GetFileName(file);
            string type = name.Substring(0, name.IndexOf('.'));
            // Each type is in a namespace of its own, and quicktype writes it as `ApiKeyInfo`.
            Type read = types.Single(found =>
                found.Namespace == "Of" + type && found.Name.Equals(type, StringComparison.OrdinalIgnoreCase));
            Type write = types.Single(found => found.Namespace == "Of" + type && found.Name == "Serialize");
            try
            {
                object value = read.GetMethod("FromJson").Invoke(null, new object[] { File.ReadAllText(file) });
                string written = (string)write.GetMethod("ToJson").Invoke(null, new object[] { value });
                File.WriteAllText(Path.Combine(folders[1], name), written);
            }
            catch (TargetInvocationException refused)
            {
                Console.Error.WriteLine(name + ": " + refused.InnerException.Message);
            }
        }
    }
}
